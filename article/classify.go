package article

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
)

// classify labels every line as headline, body or a kind of furniture.
//
// A page is a head (masthead, menu, headline, author, date), the running text
// with furniture thrown in, and a foot. What a line says of itself, its cues,
// comes first; for lines without cues the place decides: in the head and in
// the foot short lines are furniture, between paragraphs they are subheadings.
func (p page) classify(ls []line) {
	for i := range ls {
		ls[i].kinds = cuesOf(ls[i].text)
		ls[i].label = kindOf(&ls[i])
		if h := p.hints[ls[i].start]; h != "" && h != labelHeadline {
			ls[i].label = h
		}
	}
	begin := bodyStart(ls)
	labelHead(ls[:begin], findHeadline(ls, begin, first(p.given.Title, p.title, p.meta.Title)), p.hints != nil)
	r := rest{ls: ls, begin: begin, lenient: p.hints != nil}
	r.label()
	embeds(ls)
	biographies(ls)
	if p.hints == nil {
		somethingLeft(ls)
	}
}

// somethingLeft takes running text for the article after all where no line was
// left for it: a brief of one or two lines, or a page whose every line has
// cues.
func somethingLeft(ls []line) {
	total, longest := 0, -1
	for i := range ls {
		if ls[i].label == labelBody {
			return
		}
		if longest < 0 || words(ls[i].text) > words(ls[longest].text) {
			longest = i
		}
		if prose(ls[i].text) {
			total += words(ls[i].text)
		}
	}
	switch {
	case total >= 60:
		for i := range ls {
			if prose(ls[i].text) {
				ls[i].label = labelBody
			}
		}
	case len(ls) > 0 && len(ls) <= 3 && words(ls[longest].text) >= 8:
		ls[longest].label = labelBody
	}
}

func labelWhole(ls []line) {
	for i := range ls {
		ls[i].kinds = cuesOf(ls[i].text)
		ls[i].label = labelBody
	}
	if len(ls) > 1 && ls[1].blank > 0 && !prose(ls[0].text) {
		ls[0].label = labelHeadline
	}
}

// sentence says whether a line ends as a sentence does.
func sentence(s string) bool {
	return words(s) >= 3 && !upper(s) && strings.ContainsRune(".!?。।", ends(s))
}

// bodyStart returns the index of the first line of running text, len(ls) where
// there is none.
func bodyStart(ls []line) int {
	for _, is := range []func(string) bool{prose, sentence, func(s string) bool { return len(ls) == 1 || words(s) >= 2 && s != ls[0].text }} {
		for i := range ls {
			if ls[i].label == "" && is(ls[i].text) {
				return shortOpening(ls, i)
			}
		}
	}
	return len(ls)
}

// shortOpening goes back over short sentences that open the running text: what
// stands below date, author or a caption, or right below the first line.
func shortOpening(ls []line, begin int) int {
	for begin > 1 && ls[begin-1].label == "" && sentence(ls[begin-1].text) {
		switch above := &ls[begin-2]; {
		case above.label == "" && sentence(above.text):
		case above.label == "" && begin == 2 && !sentence(above.text):
			return begin - 1
		case above.label == "" || above.label == stemma.FurnitureNavigation:
			return begin
		}
		begin--
	}
	return begin
}

// findHeadline picks the headline among the lines above the body, -1 where
// there is none.
func findHeadline(ls []line, begin int, title string) int {
	vocabulary := contentWords(ls[begin:min(len(ls), begin+12)])
	scores, best := make([]int, begin), 0
	for i := range ls[:begin] {
		if title != "" && strings.EqualFold(ls[i].text, title) {
			return i
		}
		scores[i] = headlineScore(ls, i, begin, vocabulary)
		best = max(best, scores[i])
	}
	for i, s := range scores {
		if s > 0 && (s == best || s*10 >= best*6 && (i == 0 || ls[i].blank > 0)) { // a standfirst often says more than the headline above it
			return i
		}
	}
	return -1
}

// headlineScore weighs what speaks for a line as the headline; 0 or less is
// against it.
func headlineScore(ls []line, i, begin int, vocabulary map[string]bool) int {
	l := &ls[i]
	n := words(l.text)
	switch {
	case n < 2, n > 40, neverHeadline[l.label]:
		return 0
	case l.kinds.has(cueShare | cueCookies | cueEmbed | cueRights | cueMinutes), l.kinds.has(cueMenu) && len(separators.Split(l.text, 4)) > 2:
		return 0
	}
	score := 3 + min(n, 8)/2
	for _, w := range strings.FieldsFunc(strings.ToLower(l.text), notWord) {
		if vocabulary[w] {
			score += 2
		}
	}
	if l.label != "" {
		score -= 5
	}
	switch {
	case i == 0 || l.blank > 0:
		score += 2
	case i == 1:
		score -= 2 // the motto of a masthead
	}
	if i+1 < begin && whenWho(&ls[i+1]) {
		score += 2
	}
	for j := range ls[:i] {
		if whenWho(&ls[j]) {
			score -= 4 // it would stand below author or date
			break
		}
	}
	switch {
	case l.kinds.has(cueMasthead), namedMotto(l.text):
		score -= 4
	case l.kinds.has(cueName) && n <= 4, agencyOnly(l.text), l.kinds.has(cueDay):
		score -= 3
	}
	if i == 0 && n <= 5 && begin > 1 && ls[1].blank == 0 && !whenWho(&ls[1]) {
		score -= 3 // a masthead with its motto or menu
	}
	if ends(l.text) == '.' {
		score -= 3
	}
	return score
}

// namedMotto matches a masthead with its motto: "HARBOUR POST - all the ships".
func namedMotto(s string) bool {
	cut := mottoDash.FindStringIndex(s)
	if cut == nil {
		return false
	}
	name := s[:cut[0]]
	return words(name) <= 4 && (upper(name) || outletWhole(name))
}

var mottoDash = regexp.MustCompile(`\s+[–—|·-]\s+|:\s+`)

// neverHeadline are the labels by cues that no headline has by chance.
var neverHeadline = map[string]bool{
	stemma.FurnitureDate: true, stemma.FurnitureAuthor: true, stemma.FurnitureComment: true,
	stemma.FurnitureCaption: true, stemma.FurnitureCredit: true, stemma.FurnitureEmbed: true,
}

func whenWho(l *line) bool {
	return l.label == stemma.FurnitureDate || l.label == stemma.FurnitureAuthor
}

func agencyOnly(s string) bool {
	m := agencyName.FindStringIndex(s)
	return m != nil && (m[1]-m[0])*2 > len(s)
}

// contentWords are the words of four letters and more.
func contentWords(ls []line) map[string]bool {
	set := map[string]bool{}
	for i := range ls {
		if !prose(ls[i].text) {
			continue
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(ls[i].text), notWord) {
			if len(w) >= 4 {
				set[w] = true
			}
		}
	}
	return set
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }

// labelHead labels the lines above the running text; h is the headline.
func labelHead(head []line, h int, lenient bool) {
	dated := false
	for i := range head {
		l := &head[i]
		switch {
		case i == h:
			l.label = labelHeadline
		case l.label != "":
		case h < 0 || i < h:
			l.label = stemma.FurnitureNavigation
		case strings.EqualFold(l.text, head[h].text):
			l.label = stemma.FurnitureOther
		case lenient && sentence(l.text):
			l.label = labelBody
		case isAuthor(l, i > 0 && head[i-1].label == stemma.FurnitureAuthor):
			l.label = stemma.FurnitureAuthor
		case dated && words(l.text) >= 4:
			l.label = stemma.FurnitureCaption
		default:
			l.label = stemma.FurnitureOther
		}
		dated = dated || l.label == stemma.FurnitureDate
	}
}

// isAuthor says whether a line below the headline without other cues names the
// author, an agency or a desk.
func isAuthor(l *line, belowAuthor bool) bool {
	n := words(l.text)
	return l.kinds.has(cueName) && n >= 2 && n <= 9 || l.kinds.has(cueAgency|cueStaff) && n <= 9 || belowAuthor && l.blank == 0 && n <= 4
}

// rest labels the lines from the first paragraph on.
type rest struct {
	ls      []line
	begin   int
	lenient bool            // the text comes from an extractor: most of it is the article
	seen    map[string]bool // content words of the running text so far
	all     map[string]bool // content words of all paragraphs, once asked for
	block   string          // kind of the block that a heading has opened
	foot    bool            // something has closed the article
	written int             // words of running text so far
	latin   bool            // the running text is in Latin script
	left    []int           // left[i]: words of running text from line i on
	after   []int           // after[i]: paragraphs from line i on
	run     []int           // run[i]: length of the run of short lines without full stops that line i is in
	marks   []int           // marks[i]: lines that head a reader's comment from line i on
}

func (r *rest) label() {
	r.seen = map[string]bool{}
	r.latin = r.begin < len(r.ls) && !foreign(r.ls[r.begin].text)
	r.left, r.after, r.marks = make([]int, len(r.ls)+1), make([]int, len(r.ls)+1), make([]int, len(r.ls)+1)
	for i := len(r.ls) - 1; i >= r.begin; i-- {
		r.left[i], r.after[i], r.marks[i] = r.left[i+1], r.after[i+1], r.marks[i+1]
		if r.ls[i].kinds.has(cueMark) {
			r.marks[i]++
		}
		if l := &r.ls[i]; l.label == "" && prose(l.text) {
			r.left[i] += words(l.text)
			r.after[i]++
		}
	}
	r.runs()
	for i := r.begin; i < len(r.ls); i++ {
		l := &r.ls[i]
		if l.label != "" {
			l.label = r.cued(i)
		} else {
			l.label = r.plain(i)
		}
		if l.label == labelBody {
			r.block = ""
			r.foot = r.foot && !prose(l.text)
			r.written += words(l.text)
			for w := range contentWords(r.ls[i : i+1]) {
				r.seen[w] = true
			}
		}
	}
}

// listLength is the number of short lines in a row from which on they are no
// subheadings but a list of links.
const listLength = 6

func (r *rest) runs() {
	r.run = make([]int, len(r.ls))
	for i := r.begin; i < len(r.ls); {
		j := i
		for j < len(r.ls) && !prose(r.ls[j].text) && !sentence(r.ls[j].text) {
			j++
		}
		for k := i; k < j; k++ {
			r.run[k] = j - i
		}
		i = max(j, i+1)
	}
}

// inside says whether running text goes on behind line i.
func (r *rest) inside(i int) bool { return r.after[i+1] >= 2 }

// cued labels a line that has cues of furniture.
func (r *rest) cued(i int) string {
	l := &r.ls[i]
	switch kind := l.label; {
	case r.inside(i) && r.block == "" && (kind == stemma.FurnitureAuthor || kind == stemma.FurnitureDate || weakNavigation(l)):
		return labelBody
	case r.lenient && r.block == "" && weakNavigation(l) && prose(l.text):
		return labelBody
	case kind == stemma.FurnitureRelated && l.kinds.has(cueRelatedHead), kind == stemma.FurnitureComment:
		if r.block == stemma.FurnitureComment && kind == stemma.FurnitureRelated && l.kinds.has(cueComment) {
			return r.block
		}
		if kind == stemma.FurnitureComment && r.written < 40 && r.inside(i) {
			return kind // a link to the comments above the article
		}
		r.block, r.foot = kind, r.foot || !r.inside(i)
		return kind
	case r.block == stemma.FurnitureComment && (kind == stemma.FurnitureDate || kind == stemma.FurnitureAuthor || l.kinds.has(cueTool)):
		return r.block
	case r.block == stemma.FurnitureRelated && (kind == stemma.FurnitureDate || kind == stemma.FurnitureAuthor || kind == stemma.FurnitureCaption):
		return r.block
	default:
		if closes(l) && !r.inside(i) {
			r.foot = true
		}
		return kind
	}
}

// weakNavigation is a line that only its first words make a menu entry.
func weakNavigation(l *line) bool {
	return l.label == stemma.FurnitureNavigation && !l.kinds.has(cueMenu|cueShare|cueTags|cuePrevNext)
}

// closes says whether a line stands below articles, not in them.
func closes(l *line) bool {
	return l.kinds.has(cueSlug|cueSourceLink|cueReporting|cueRights|cueTags|cuePrevNext|cueBio|cueComment|cueRelatedHead) ||
		l.kinds.has(cueShare|cueNewsletter|cueFollow)
}

// plain labels a line without cues.
func (r *rest) plain(i int) string {
	l := &r.ls[i]
	switch running := prose(l.text) || r.lenient && sentence(l.text); {
	case !r.inside(i) && r.latin && r.written > 40 && foreign(l.text):
		return stemma.FurnitureOther // a page's own words in its reader's script
	case running && r.block == stemma.FurnitureComment && (r.left[i] <= r.written || r.marks[i] > 1):
		return r.block
	case running && r.block != "":
		if r.resumes(i) {
			return labelBody
		}
		return r.block
	case running && r.foot && r.shared(l.text) < 0.25:
		return stemma.FurnitureOther
	case running:
		return labelBody
	case r.block != "":
		return r.block
	case !r.lenient && r.run[i] >= listLength && r.shared(l.text) < 0.5:
		return stemma.FurnitureRelated
	case !r.lenient && titleLike(l.text) && r.stray(l.text):
		return stemma.FurnitureRelated
	case r.after[i+1] > 0, r.lenient && !r.foot:
		return labelBody
	case !r.foot && (sentence(l.text) || strings.ContainsAny(l.text[len(l.text)-1:], `"`) || strings.HasSuffix(l.text, "”")):
		return labelBody
	case r.foot && words(l.text) >= 4 && !sentence(l.text):
		return stemma.FurnitureRelated
	}
	return stemma.FurnitureOther
}

// resumes says whether the article goes on with paragraph i behind a block of
// furniture: more paragraphs follow at once, or it speaks of the same things.
func (r *rest) resumes(i int) bool {
	if r.foot && !r.inside(i) {
		return words(r.ls[i].text) >= 20 && r.shared(r.ls[i].text) >= 0.45
	}
	next := i+1 < len(r.ls) && r.ls[i+1].label == "" && prose(r.ls[i+1].text)
	return next || r.shared(r.ls[i].text) >= 0.3
}

// shared is the part of a line's content words that the article has used.
func (r *rest) shared(s string) float64 {
	all, known := 0, 0
	for _, w := range strings.FieldsFunc(strings.ToLower(s), notWord) {
		if len(w) >= 5 {
			all++
			if r.seen[w] {
				known++
			}
		}
	}
	return float64(known) / float64(max(all, 1))
}

// titleLike says whether a line may be the headline of another story.
func titleLike(s string) bool {
	n := words(s)
	return n >= 6 && n <= 16 && !sentence(s) && ends(s) != ':' && !strings.ContainsAny(s, "\"“”@{}<>") && !strings.Contains(s, ". ")
}

// stray says whether a line shares no content word with all the running text,
// as the headline of another story that is thrown in.
func (r *rest) stray(s string) bool {
	if r.all == nil {
		r.all = contentWords(r.ls[r.begin:])
	}
	n := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(s), notWord) {
		if len(w) < 5 {
			continue
		}
		if n++; r.all[w] {
			return false
		}
	}
	return n >= 3
}

// foreign says whether a line is written in another script than Latin; it is
// asked only below running text, and see [rest.plain] for which.
func foreign(s string) bool {
	letters, latin := 0, 0
	for _, c := range s {
		if unicode.IsLetter(c) {
			letters++
			if unicode.Is(unicode.Latin, c) {
				latin++
			}
		}
	}
	return letters > 0 && latin*5 < letters
}

// longestPost is the number of bytes that an embedded post may have: twice 280
// characters.
const longestPost = 560

// embeds widens an embedded post from its signature, "— Name (@handle) date",
// over the lines of the post: up to the sentence that introduces it.
func embeds(ls []line) {
	for i := range ls {
		if ls[i].label != stemma.FurnitureEmbed || !ls[i].kinds.has(cueHandle) {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-7 && ls[j].label == labelBody; j-- {
			if ls[i].start-ls[j].end > longestPost {
				break
			}
			if introducesPost.MatchString(ls[j].text) {
				for k := j + 1; k < i; k++ {
					ls[k].label = stemma.FurnitureEmbed
				}
				break
			}
		}
		if i > 0 && ls[i-1].label == labelBody && (ends(ls[i-1].text) == '…' || strings.Contains(ls[i-1].text, "://")) {
			ls[i-1].label = stemma.FurnitureEmbed
		}
	}
}

// biographies gives the name above an author's biography to it.
func biographies(ls []line) {
	for i := len(ls) - 1; i > 0; i-- {
		bio := ls[i].label == stemma.FurnitureAuthor && ls[i].kinds.has(cueBio|cueName)
		if bio && ls[i-1].label != labelBody && ls[i-1].label != labelHeadline && ls[i-1].kinds.has(cueName) && strings.HasPrefix(ls[i].text, ls[i-1].text) {
			ls[i-1].label = stemma.FurnitureAuthor
		}
	}
}
