package parse

import (
	"strings"
	"testing"
	"testing/fstest"
)

// small is a WordNet of a few words.
func small(t *testing.T) *WordNet {
	t.Helper()
	dir := fstest.MapFS{
		"data.noun": {Data: []byte("  1 licence text\n00001 15 n 03 Skerry 0 ferryman 0 toll_gate 0 001 @ 1 n 0000 | a man\n00002 06 n 01 metre 0 000 | a length\n00003 06 n 01 glass 0 000 | stuff\n")},
		"data.verb": {Data: []byte("00004 30 v 02 stop 0 carry 2 000 | cease\n00005 30 v 01 flee 0 000 | run\n")},
		"data.adj":  {Data: []byte("00006 00 a 02 wry(a) 0 dim 0 000 | odd\n")},
		"data.adv":  {Data: []byte("00007 02 r 01 dimly 0 000 | so\n")},
		"noun.exc":  {Data: []byte("ferrymen ferryman\n")},
		"verb.exc":  {Data: []byte("fled flee\nfleeing flee\n")},
		"adj.exc":   {Data: []byte("wrier wry\n")},
	}
	w, err := ReadWordNet(dir)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestDictionary(t *testing.T) {
	d := dictionary(small(t).dictionary())
	for form, want := range map[string]uint32{
		"ferryman": noun, "ferrymen": irregularPlural, "metres": sOfNoun, "glasses": sOfNoun,
		"stopped": edOfVerb, "stopping": ingOfVerb, "stops": sOfVerb, "carried": edOfVerb, "carries": sOfVerb,
		"fled": irregularPast, "fleeing": irregularGerund | ingOfVerb, "flees": sOfVerb,
		"wry": adjective, "wrier": irregularDegree | degree, "dimly": adverb,
		"skerry": 0, "toll_gate": 0, "": 0, "s": 0, "zzz": 0, "aaa": 0, strings.Repeat("x", 500) + "ed": 0,
	} {
		if got := d.can([]byte(form)); got != want {
			t.Errorf("%q can be %b, want %b", form, got, want)
		}
	}
	if got := dictionary(nil).can([]byte("metre")); got != 0 {
		t.Errorf("an empty dictionary knows a word: %b", got)
	}
}

func TestAddLemmas(t *testing.T) {
	l := readLemmatiser(small(t).addLemmas([]byte("VBD ed\t2\t\n")))
	for _, c := range [][3]string{{"fled", "VBD", "flee"}, {"Fled", "VBN", "flee"}, {"ferrymen", "NNS", "ferryman"}, {"lasted", "VBD", "last"}} {
		if got, _ := l.lemma(c[0], c[1], nil); got != c[2] {
			t.Errorf("lemma of %s as %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// FuzzDictionary: any word is looked up without harm.
func FuzzDictionary(f *testing.F) {
	f.Add("fled\n")
	f.Add("\t")
	f.Fuzz(func(t *testing.T, s string) {
		d := dictionary("abed\tr\nflee\tv\nfleet\tan\n")
		if got := d.find([]byte(s)); (got != nil) != (s == "abed" || s == "flee" || s == "fleet") {
			t.Errorf("find(%q) = %q", s, got)
		}
		d.can([]byte(s))
	})
}
