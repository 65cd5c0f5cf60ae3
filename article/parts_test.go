package article

import (
	"strings"
	"testing"

	"github.com/stemmanews/stemma/source"
)

func TestFindDays(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Posted Friday 2 May 2031 by the web desk", "2031-05-02"},
		{"Nov. 6, 2033", "2033-11-06"}, {"March 15th, 2034", "2034-03-15"}, {"11 July 2034 10:52 PM", "2034-07-11"},
		{"16.03.2034, 04:10", "2034-03-16"}, {"15/07/2034 | none", "2034-07-15"}, {"07/15/2034", "2034-07-15"},
		{"2034-07-15T09:41:00Z", "2034-07-15"}, {"2034/7/5", "2034-07-05"}, {"1er mars 2031", "2031-03-01"},
		{"2 de mayo de 2031", "2031-05-02"}, {"3. März 2031", "2031-03-03"}, {"2-May-2031", "2031-05-02"}, {"2031년 5월 2일", "2031-05-02"},
		{"30 February 2031", ""}, {"May 2031", ""}, {"12.13.14", ""}, {"room 12 Block 2031", ""}, {"99/99/2031", ""},
		{"1 May 2031 and 2 May 2031", "2031-05-01 2031-05-02"},
	}
	for _, tt := range tests {
		var got []string
		for _, d := range findDays(tt.in, 0) {
			got = append(got, d.date)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, s, tt.want)
		}
	}
}

func TestPublishedFrom(t *testing.T) {
	story := "The council of Port Nimbus agreed on Monday to close the old bridge for good, after years of repairs.\n\nIt was built in 1931."
	tests := []struct{ name, text, url, date, from string }{
		{"date line", "Bridge to close for good\n\n4 May 2031, 10:15\n\n" + story, "", "2031-05-04", "text"},
		{"published, not updated", "Bridge to close for good\n\nUpdated: 9 May 2031 | Published: 4 May 2031\n\n" + story, "", "2031-05-04", "text"},
		{"dateline", "Bridge to close for good\n\nPORT NIMBUS, May 4, 2031 (QNA) - " + story, "", "2031-05-04", "text"},
		{"a day in the story is not it", "Bridge to close for good\n\n" + story + "\n\nThe first one fell on 2 May 1929, when a barge struck it.", "", "", ""},
		{"related stories' days are not it", "Bridge to close for good\n\n" + story + "\n\nRelated articles\nShips, 3 May 2030\n", "", "", ""},
		{"address", "Bridge to close for good\n\n" + story, "https://n.example/2031/05/04/bridge", "2031-05-04", "url"},
		{"foot", "Bridge to close for good\n\n" + story + "\n\nPublished 4 May 2031", "", "2031-05-04", "text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			raw := plain(tt.text)
			raw.Given.URL = tt.url
			doc, _, err := Extract(raw)
			if err != nil || doc.Published.Date != tt.date || doc.Published.From != tt.from {
				t.Errorf("%+v %v", doc.Published, err)
			}
			if (doc.Published.Span != nil) != (tt.from == "text") {
				t.Errorf("span %v", doc.Published.Span)
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The mayor said that the bridge would be closed and that it was not safe for the people of the town.", "en"},
		{"Le maire a déclaré que le pont serait fermé et que les habitants de la ville ne sont pas en danger.", "fr"},
		{"Der Bürgermeister sagte, dass die Brücke geschlossen werde und für die Menschen nicht sicher ist.", "de"},
		{"El alcalde dijo que el puente se cerrará y que no es seguro para los vecinos de la ciudad.", "es"},
		{"Мэр заявил, что мост будет закрыт.", "ru"}, {"Міський голова заявив, що міст зачинять.", "uk"},
		{"市長は橋を閉鎖すると述べた。", "ja"}, {"市长说桥将关闭。", "zh"}, {"시장은 다리를 폐쇄한다고 말했다.", "ko"},
		{"قال رئيس البلدية إن الجسر سيغلق", "ar"}, {"12 34", ""}, {"", ""},
	}
	for _, tt := range tests {
		if got := language(tt.text); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestOtherLanguageNotice(t *testing.T) {
	_, notices, err := Extract(plain("Der Bürgermeister sagte, dass die Brücke geschlossen werde und für die Menschen nicht mehr sicher ist."))
	if err != nil || len(notices) != 1 || notices[0].Kind != "language" || !strings.Contains(notices[0].Text, "German") {
		t.Error(notices, err)
	}
}

// TestLabels gives pages as lines "label|text"; a line without label is body,
// and an empty line stands for itself.
func TestLabels(t *testing.T) {
	const a = "The council of Port Nimbus agreed on Monday to close the old bridge for good, after years of repairs."
	const b = "“We have waited long enough,” the mayor, Ines Marlow, told the council, and asked it to vote at once."
	const c = "The old bridge carried 4,000 cars a day until the council closed one of its lanes two years ago, the mayor said."
	pages := map[string]string{
		"breadcrumb and standfirst":     "navigation|Home » News » Port Nimbus\n\nheadline|Bridge to close for good\n\nother|Council votes after years of repairs and a long quarrel\n\nauthor|Ada Quill in Port Nimbus\ndate|4 May 2031\n\n" + a + "\n\n" + b + "\n",
		"subheading":                    "headline|Bridge to close for good\n\n" + a + "\n\nWhat comes next\n\n" + b + "\n\n" + c + "\n",
		"short opening":                 "headline|Bridge to close for good\n\nThe old bridge is tired.\n\n" + a + "\n\n" + b + "\n",
		"related in the middle":         "headline|Bridge to close for good\n\n" + a + "\n\nrelated|RELATED: Ten bridges that fell\n\n" + b + "\n\n" + c + "\n",
		"related block in the middle":   "headline|Bridge to close for good\n\n" + a + "\n\nrelated|Read more\nrelated|Ten bridges that fell\nrelated|A ferry for the north\n\n" + b + "\n\n" + c + "\n",
		"embedded post":                 "headline|Bridge to close for good\n\n" + a + "\n\nThe mayor wrote on X that she was glad of the vote.\n\nembed|Good news for all of us.\nembed|Thank you for your patience…\nembed|— Ines Marlow (@marlow) May 4, 2031\n\n" + b + "\n\n" + c + "\n",
		"comments of readers":           "headline|Bridge to close for good\n\n" + a + "\n\n" + b + "\n\ncomment|3 comments\ncomment|Otto\ncomment|I never liked that thing and I am glad that it goes at last, to be honest with you all.\n",
		"biography":                     "headline|Bridge to close for good\n\n" + a + "\n\n" + b + "\n\nauthor|Ada Quill\nauthor|Ada Quill is a reporter for the Harbour Post who covers roads and ports.\n",
		"desk slug":                     "headline|Bridge to close for good\n\n" + a + "\n\n" + b + "\n\ncredit|aq-bo/mt\n",
		"title with site":               "headline|Bridge to close for good| \n", // replaced below
		"call behind the last sentence": "headline|Bridge to close for good\n\n" + a + "\n\n" + b + " other|Follow Harbour Post for more news of the bridge!\n",
		"bullets of a teaser list":      "headline|Bridge to close for good\n\n" + a + "\n\n" + b + "\n\nrelated|Most read\nrelated|1  Ten knots for sailors\nrelated|2  Why gulls steal chips\n",
	}
	delete(pages, "title with site")
	for name, page := range pages {
		t.Run(name, func(t *testing.T) { labels(t, page) })
	}
}

func labels(t *testing.T, page string) {
	t.Helper()
	type want struct {
		start, end int
		label      string
	}
	var text strings.Builder
	var wants []want
	for _, l := range strings.Split(page, "\n") {
		for _, part := range splitLabels(l) {
			wants = append(wants, want{text.Len(), text.Len() + len(part[1]), part[0]})
			text.WriteString(part[1])
		}
		text.WriteByte('\n')
	}
	doc, _, err := Extract(plain(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range wants {
		got := kindAt(&doc, w.start)
		for _, s := range doc.Body {
			if s[0] <= w.start && w.start < s[1] {
				got = "body"
			}
		}
		if s := doc.Headline.Span; s != nil && s[0] <= w.start && w.start < s[1] {
			got = "headline"
		}
		if line := text.String()[w.start:w.end]; strings.TrimSpace(line) != "" && got != w.label {
			t.Errorf("%q is %q, want %q", line, got, w.label)
		}
	}
}

// splitLabels cuts a test line into parts with their labels.
func splitLabels(l string) [][2]string {
	if body, rest, ok := strings.Cut(l, " other|"); ok {
		return [][2]string{{"body", body + " "}, {"other", rest}}
	}
	if label, rest, ok := strings.Cut(l, "|"); ok {
		return [][2]string{{label, rest}}
	}
	return [][2]string{{"body", l}}
}

func TestSiteInHeadline(t *testing.T) {
	text := "Bridge to close for good, mayor says | News of the harbour\n\nThe council of Port Nimbus agreed on Monday to close the old bridge for good, after years of repairs.\n"
	doc, _, err := Extract(plain(text))
	if err != nil || doc.Headline.Text != "Bridge to close for good, mayor says" || kindAt(&doc, strings.Index(text, "News of")) != "navigation" {
		t.Error(doc.Headline, doc.Furniture, err)
	}
}

func TestHardWrapped(t *testing.T) {
	text := "Bridge to close for good\n\n" +
		"The council of Port Nimbus agreed on Monday to close the old\nbridge for good, after years of repairs that cost more than the\ntown could pay, and after a quarrel that lasted nearly as long.\n\n" +
		"The mayor said that nobody would be cut off, since the ferry\nwill go twice an hour from the summer on.\n"
	doc, _, err := Extract(plain(text))
	if err != nil || len(doc.Body) != 1 || !strings.HasPrefix(bodyText(&doc), "The council") || !strings.HasSuffix(bodyText(&doc), "summer on.\n") {
		t.Error(doc.Body, doc.Furniture, err)
	}
}

func TestCredits(t *testing.T) {
	const a = "The council agreed on Monday to close the old bridge for good, after years of repairs."
	tests := []struct{ text, want string }{
		{"PORT NIMBUS (Reuters) - " + a, "Reuters"},
		{"PORT NIMBUS, May 4 (QNA) -- " + a, "QNA"},
		{"(Quay Press) – " + a, "Quay Press"},
		{a + "\n\nSource: QNA", "QNA"},
		{a + "\n\nWith reports from Quay Press and AFP", "Quay Press|AFP"},
		{a + "\n\n(Reporting by Ada Quill in Port Nimbus; editing by Max Tern)", "Ada Quill|Max Tern"},
		{a + "\n\n“It is over,” said the mayor, who spoke slowly, and later told Radio Nimbus that she would resign.", "Radio Nimbus"},
		{a + "\n\nAFP could not independently verify what the mayor had been told about the bridge.", "AFP"},
		{a + "\n\naq-bo/mt", "aq-bo/mt"},
		{a + " The AP course was full (that is, the exam).", ""},
	}
	for _, tt := range tests {
		doc, _, err := Extract(plain("Bridge to close for good\n\n" + tt.text + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range doc.Credits {
			got = append(got, c.Name)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, s, tt.want)
		}
	}
}

func TestOutletAndByline(t *testing.T) {
	const a = "\n\nThe council agreed on Monday to close the old bridge for good, after years of repairs and much talk.\n"
	tests := []struct{ text, outlet, byline string }{
		{"The Harbour Post\nNews | Sport | Weather\n\nBridge to close for good\n\nBy Ada Quill, staff writer" + a, "The Harbour Post", "Ada Quill"},
		{"HARBOUR POST - daily digest, 4 May 2031\n\nBridge to close for good" + a, "HARBOUR POST", ""},
		{"Bridge to close for good\n\nHarbour Post staff\n4 May 2031" + a, "Harbour Post", "Harbour Post staff"},
		{"Bridge to close for good\n\nPosted on 4 May 2031 by Ada Quill" + a, "", "Ada Quill"},
		{"Bridge to close for good" + a + "\n© 2031 Harbour Post. All rights reserved.\n", "Harbour Post", ""},
		{"Bridge to close for good\n\nPORT NIMBUS (QNP) - The council agreed to close the bridge, the mayor told Quay News Press on Monday evening.\n", "Quay News Press", ""},
		{"Bridge to close for good" + a + "\nAda Quill\nAda Quill is a writer and editor. She writes about bridges for Harbour Post.\n", "Harbour Post", "Ada Quill"},
	}
	for _, tt := range tests {
		doc, _, err := Extract(plain(tt.text))
		if err != nil || doc.Outlet != tt.outlet || doc.Byline != tt.byline {
			t.Errorf("%q: outlet %q byline %q %v", tt.text, doc.Outlet, doc.Byline, err)
		}
	}
}

// TestHostile feeds what nobody would write.
func TestHostile(t *testing.T) {
	for _, s := range []string{
		strings.Repeat("a", 1<<17), strings.Repeat("a ", 1<<16), strings.Repeat("| ", 1<<15), strings.Repeat("(", 1<<15),
		strings.Repeat("By A\n", 3000), strings.Repeat("— (@x)\n", 3000), strings.Repeat("READ MORE\n\n", 3000),
		"\x00\xff\xfe\n\xf0\x9f\n", strings.Repeat("«\n", 10000), strings.Repeat("A. ", 20000), strings.Repeat("1/1/2031 ", 5000),
	} {
		if doc, _, err := Extract(plain(s)); err == nil {
			check(t, s, &doc)
		}
		Extract(source.Raw{Path: "x", Kind: source.HTML, Text: "<html><p>" + s})
	}
}

// FuzzNeeds checks that the cheap tests before the patterns lose no match.
func FuzzNeeds(f *testing.F) {
	for _, s := range []string{
		"Follow us on X", "Disclaimer: auto-aggregated", "The quay. (Photo: QNA)", "© 2031 Quay Post", "Sign up for our briefing", "Share on Facebook",
		"Advertisement", "Ads by Quay", "With files from QNA", "We use cookies", "staff writer", "3 min read", "The Quay Daily", "two hours ago",
		"— Ada (@ada) May 2, 2031", "Otto says:", "[Embedded video]", "Ada Quill is a writer for Quay.", "told Quay News Agency", "Radio Quay reported",
	} {
		f.Add(s)
	}
	for _, lines := range kindLines {
		for _, s := range strings.Split(lines, "\n") {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		low := strings.ToLower(s)
		for _, c := range cueTable {
			if c.re.MatchString(low) && !c.needs.in(low) {
				t.Errorf("%s matches %q without what it needs", c.re, low)
			}
		}
		for _, c := range casedTable {
			if c.re.MatchString(s) && !c.needs.in(s) {
				t.Errorf("%s matches %q without what it needs", c.re, s)
			}
		}
		if outletName.MatchString(s) && !outletNeeds.in(s) {
			t.Errorf("an outlet's name in %q without what it needs", s)
		}
	})
}

// kindLines are lines as pages' templates have them, by kind.
var kindLines = map[string]string{
	"navigation": `Skip to content
Home | News | Sport
Home » World » Asia
Tags: floods, roads
Filed under: World
EN | FR | AR
Share
Tweet Share Pin Email
You can share this post!
Older posts
Share on Facebook  Copy link
« Previous | Next »`,
	"date": `4 May 2031, 10:15
Published: 4 May 2031 | Updated: 5 May 2031
Last modified on Wed 4 May 2031 14.22 EDT
Updated 14:22, 4 May
2 days ago
Compiled 4 May 2031. Items are taken from the local press; tell the desk of errors.
15/07/2031 | no comments`,
	"author": `By Ada Quill
by admin
Words by Ada Quill
From Ada Quill in Lima
Opinion by Ada Quill, bridge builder
Ada Quill is a reporter at the Harbour Post.
Ada Quill covers shipping for the Harbour Post. Follow her on X.
More by Ada Quill
About the author`,
	"caption": `Photo: the quay at dawn
Rescue workers at the quay [Ada Quill/QNA]
Rescue workers at the quay. AP Photo/Ada Quill
People leave the quay. Reuters
Image source, QNA
Photo credit: Ada Quill
Ada Quill/Reuters`,
	"embed": `[Embedded video unavailable]
View this post on Instagram
A post shared by Ada Quill (@ada)
— Ada Quill (@ada) May 4, 2031
Good news from the quay pic.twitter.com/abc`,
	"related": `READ NEXT
Related articles
You may also like
RELATED: Ten bridges
Also Read: Ten bridges
More from World
Most read
Trending now: Ten bridges
Don't miss`,
	"comment": `Leave a Reply
3 comments
View all 14 comments
Your email address stays private. Required fields are marked *
10 thoughts on “Ten bridges”
Be the first to comment
Name *
Comments are closed.`,
	"credit": `Source link
Source: QNA
© 2031 Harbour Post
(Reporting by Ada Quill; editing by Max Tern)
With inputs from agencies
aq-bo/mt`,
	"other": `Advertisement
Cookies help us to improve this website.
Sign up for our morning briefing
3 min read
Story continues below
Editor's note: this page was first put up on Monday.
Follow us on social media
If you notice an error, select it and press Ctrl+Enter
Thank you for reading
(This story has not been edited by our staff and is auto-generated from a syndicated feed.)`,
	"": `What happens next?
Home prices in the harbour district have risen by a third since the bridge was closed.
Share prices fell on Monday after the company said that it would close the bridge.
By Monday evening, 12 people had been brought to safety.
The report was published on Monday by a group that studies bridges.
She posted the picture on 4 May 2031, hours before the bridge was closed to all traffic.
The mayor said she would not comment on the photo.
He is a journalist whom the court had ordered to leave the country within a week of the verdict, his lawyer said.
The council follows the mayor on the question of the bridge and asked for more time.
Two of the ships are still missing.
"We like our bridge," she said.`,
}

func TestKinds(t *testing.T) {
	for kind, lines := range kindLines {
		for _, s := range strings.Split(lines, "\n") {
			l := line{text: s, kinds: cuesOf(s)}
			if got := kindOf(&l); got != kind {
				t.Errorf("%q is %q, want %q", s, got, kind)
			}
		}
	}
}

func TestUnsureDateNotice(t *testing.T) {
	for date, want := range map[string]int{"05/06/2031": 1, "15/06/2031": 0, "05.06.2031": 0, "06/06/2031": 0} {
		_, notices, err := Extract(plain("Bridge to close for good\n\n" + date + "\n\nThe council agreed on Monday to close the old bridge for good, after years of repairs.\n"))
		if err != nil || len(notices) != want {
			t.Errorf("%s: %v %v", date, notices, err)
		}
	}
}
