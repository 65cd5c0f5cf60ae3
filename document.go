package stemma

// Document is one report as it was read. Text is never altered: for plain-text
// input it is the input byte for byte (a byte-order mark aside), and furniture
// is marked, not cut out; for HTML it is the extracted text.
type Document struct {
	ID        string      `json:"id"`   // "sha256:" and the hex SHA-256 of the saved bytes
	Path      string      `json:"path"` // the name by which all output calls it
	URL       string      `json:"url"`
	Outlet    string      `json:"outlet"`
	Byline    string      `json:"byline"`
	Credits   []Credit    `json:"credits"`
	Headline  Headline    `json:"headline"`
	Published Published   `json:"published"`
	Language  string      `json:"language"` // BCP 47, "" where unknown
	Text      string      `json:"text"`
	Body      []Span      `json:"body"` // the article's own parts of Text, in order, without the headline
	Furniture []Furniture `json:"furniture"`
}

// Credit names an agency or person whose work the document says it uses.
type Credit struct {
	Name string `json:"name"`
	Span Span   `json:"span"`
}

// Headline is the document's title. Span is nil where the title is known from
// metadata only.
type Headline struct {
	Text string `json:"text"`
	Span *Span  `json:"span"`
}

// Where a publication date was read from.
const (
	DateText     = "text"     // printed in the document
	DateMetadata = "metadata" // meta elements, JSON-LD, feed-like fields inside the page
	DateURL      = "url"
	DateFeed     = "feed"
	DateInferred = "inferred" // worked out from dates and weekdays in the text
	DateGiven    = "given"    // given with the input: a manifest or a JSON line
)

// Published is the day of publication: EDTF date, where it was read from (one
// of the Date constants, "" where unknown), and its span where it stands in
// the text.
type Published struct {
	Date string `json:"date"`
	From string `json:"from"`
	Span *Span  `json:"span"`
}

// Kinds of furniture: parts of a page that are not the article.
const (
	FurnitureRelated    = "related"
	FurnitureComment    = "comment"
	FurnitureNavigation = "navigation"
	FurnitureAuthor     = "author"
	FurnitureDate       = "date"
	FurnitureCaption    = "caption"
	FurnitureEmbed      = "embed"
	FurnitureCredit     = "credit"
	FurnitureOther      = "other"
)

// Furniture is a marked part of the text that is neither body nor headline.
type Furniture struct {
	Span Span   `json:"span"`
	Kind string `json:"kind"`
}
