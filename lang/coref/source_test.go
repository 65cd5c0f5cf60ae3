package coref

import (
	"testing"

	"github.com/stemmanews/stemma/lang/gazetteer"
	"github.com/stemmanews/stemma/lang/text"
)

// TestKinds checks kind and party of sources without a name, after point 14 of
// the guideline.
func TestKinds(t *testing.T) {
	f := finder(t)
	tests := []struct{ story, kind, party string }{
		{"|Danish officials| said the talks had failed.", "government", "Denmark"},
		{"|Two residents of the town| said the road was closed.", "unnamed", ""},
		{"|A teacher| said the school was open.", "unnamed", ""},
		{"|Critics| said the plan was too dear.", "group", ""},
		{"|The interior ministry| said nothing.", "government", ""},
		{"|The state weather bureau| warned of wind.", "government", ""},
		{"|The company| said it would pay.", "organisation", ""},
		{"|A report on the fire| said the alarm was broken.", "document", ""},
		{"|Reuters| said three people were held.", "media", ""},
		{"|The rebels| said they held the bridge.", "group", ""},
		{"|The Danes| said no.", "government", "Denmark"},
		{"|The newspaper| said the mayor had resigned.", "media", ""},
		{"|Our reporter| saw four buses.", "media", "The Daily Example"},
		{"|Mr Holm| said no.", "person", ""},
	}
	for _, tt := range tests {
		plain := tt.story[1:indexBar(tt.story)] + tt.story[indexBar(tt.story)+1:]
		w := Unify([]*text.Text{analyse(f, plain)})
		if got := source(t, w, tt.story); got.Kind != tt.kind || tt.party != "" && got.Party != tt.party {
			t.Errorf("%s: got %+v, want %s, %s", tt.story, got, tt.kind, tt.party)
		}
	}
}

func indexBar(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i] == '|' {
			return i
		}
	}
	return len(s)
}

func TestRoles(t *testing.T) {
	f := finder(t)
	tests := []struct{ story, name, role, party string }{
		{"Danish Foreign Minister Anna Berg said no.", "Anna Berg", "foreign minister", "Denmark"},
		{"Norway's prime minister, Karin Lund, said no.", "Karin Lund", "prime minister", "Norway"},
		{"Anna Berg, a spokeswoman for the Norwegian Coast Guard, said no.", "Anna Berg", "spokeswoman", "Norway"},
		{"Former Danish Foreign Minister Anna Berg said no.", "Anna Berg", "former foreign minister", "Denmark"},
		{"Kremlin spokesman Ivan Volkov said no.", "Ivan Volkov", "spokesman", "Russia"},
		{"Anna Berg of the United Nations said no.", "Anna Berg", "", "United Nations"},
	}
	for _, tt := range tests {
		x := analyse(f, tt.story)
		found := false
		for _, e := range x.Entities {
			if e.Name == tt.name {
				found = true
				if e.Role != tt.role || e.Party != tt.party {
					t.Errorf("%s: role %q, party %q", tt.story, e.Role, e.Party)
				}
			}
		}
		if !found {
			t.Errorf("%s: no %s in %+v", tt.story, tt.name, x.Entities)
		}
	}
}

func TestUnifyAcrossDocuments(t *testing.T) {
	f := finder(t)
	tests := []struct {
		name  string
		texts []string
		ask   string
		want  string
	}{
		{"an acronym that another document explains",
			[]string{"The HSB said the line was fined.", "The Harbour Safety Board (HSB) fined the line. The HSB will wait."},
			"The |HSB| said", "Harbour Safety Board"},
		{"a surname that one person has",
			[]string{"Mr Berglund said no.", "Foreign minister Anna Berglund said no on Monday."},
			"Mr |Berglund| said", "Anna Berglund"},
		{"an office that one person holds",
			[]string{"Norway's foreign minister said no.", "Norway's foreign minister, Anna Berglund, said no on Monday."},
			"|Norway's foreign minister| said", "Anna Berglund"},
		{"a body that another document names beside the same words",
			[]string{"The UN mission said no. Anna Berglund and Karl Lund met in Quillmere.", "The UN mission, known as UNIQ, said yes. Anna Berglund and Karl Lund met in Quillmere."},
			"|The UN mission| said no", "UNIQ"},
		{"a body by the words of its name, agency for authority",
			[]string{"The disaster agency said no. Anna Berglund and Karl Lund met in Quillmere.", "The National Disaster Coordination Authority said yes. Anna Berglund and Karl Lund met in Quillmere."},
			"|The disaster agency| said no", "Disaster Coordination Authority"},
		{"bodies of stories with no name in common stay apart",
			[]string{"The disaster agency said no.", "The National Disaster Coordination Authority said yes. Anna Berglund and Karl Lund met in Quillmere."},
			"|The disaster agency| said no", "disaster agency"},
		{"a body that no document names, by its fullest description",
			[]string{"The army said no. Anna Berglund and Karl Lund met in Norway. Norway waits.", "Norway's armed forces said yes. Anna Berglund and Karl Lund met in Norway. Norway waits."},
			"|The army| said no", "armed forces of Norway"},
		{"a body speaks through its bulletin",
			[]string{"The Harbour Safety Board's latest bulletin lists nine."},
			"|The Harbour Safety Board's latest bulletin| lists", "Harbour Safety Board"},
		{"people spell their own names",
			[]string{"Anna Berglund said yes.", "Anna Berglund said no.", "Anna Berglundh said no.\n\n— Anna Berglundh (@berglundh) May 2, 2031"},
			"|Anna Berglund| said yes", "Anna Berglundh"},
		{"a surname that two persons have stays alone",
			[]string{"Berglund said no.", "Anna Berglund said no.", "Karl Berglund said yes."},
			"|Berglund| said", "Berglund"},
	}
	for _, tt := range tests {
		var texts []*text.Text
		for _, s := range tt.texts {
			texts = append(texts, analyse(f, s))
		}
		if got := source(t, Unify(texts), tt.ask); got.Name != tt.want {
			t.Errorf("%s: got %+v, want %s", tt.name, got, tt.want)
		}
	}
}

func TestOutlets(t *testing.T) {
	f := finder(t)
	x := analyse(f, "The Example said so. Fire crews told the TDE that it was over.")
	w := Unify([]*text.Text{x})
	if got := source(t, w, "|The Example| said"); got.Name != "The Daily Example" || got.Kind != "media" {
		t.Errorf("got %+v", got)
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"kim", "kim", 0}, {"kyun", "hyun", 1}, {"abc", "", 3}, {"lund", "lindt", 2}} {
		if got := distance(tt.a, tt.b); got != tt.want {
			t.Errorf("%s %s: %d", tt.a, tt.b, got)
		}
	}
}

func TestSingular(t *testing.T) {
	for w, want := range map[string]string{"officials": "official", "countries": "country", "policemen": "policeman", "boss": "", "bosses": "boss", "gas": ""} {
		if got := singular(w); got != want {
			t.Errorf("%s: %q, want %q", w, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for w, want := range map[string]string{"Yıldız": "yildiz", "Łódź": "lodz", "Béré": "bere", "plain": "plain", "": ""} {
		if got := gazetteer.Plain(w); got != want {
			t.Errorf("%s: %q, want %q", w, got, want)
		}
	}
}
