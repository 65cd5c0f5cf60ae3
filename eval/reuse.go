package eval

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"

	"github.com/stemmanews/stemma"
)

// ReadTSV reads a tab-separated table with a head line into one map a row.
func ReadTSV(path string) ([]map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading gold: %w", err)
	}
	lines := strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	var rows []map[string]string
	for _, l := range lines[1:] {
		if strings.TrimSpace(l) == "" {
			continue
		}
		row := map[string]string{}
		for i, cell := range strings.Split(l, "\t") {
			if i < len(head) {
				row[head[i]] = cell
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// listed gives the pairs of a system by the names of both documents.
func listed(c *stemma.Copies) map[docPair]*stemma.Pair {
	out := map[docPair]*stemma.Pair{}
	for i := range c.Pairs {
		if p := &c.Pairs[i]; p.Relation != stemma.RelationNone {
			out[pairOf(p.A, p.B)] = p
		}
	}
	return out
}

// shareOfDoc is the part of a document's words that lie in a pair's passages.
func shareOfDoc(p *stemma.Pair, doc string) float64 {
	if p.A == doc {
		return p.ShareA
	}
	return p.ShareB
}

// Rewriting scores levels of rewriting (Clough & Stevenson 2011) by relation,
// after the reference scorer reuse.py: none is non, copy is cut, edited light,
// reworded and summary heavy; an excerpt is cut where at least half of the
// answer is taken, else heavy.
func Rewriting(t *Tally, gold []map[string]string, c *stemma.Copies) {
	pairs := listed(c)
	for _, g := range gold {
		label := "non"
		if p := pairs[pairOf(g["original"], g["answer"])]; p != nil {
			switch p.Relation {
			case stemma.RelationCopy:
				label = "cut"
			case stemma.RelationEdited:
				label = "light"
			case stemma.RelationReworded, stemma.RelationSummary:
				label = "heavy"
			default:
				label = "heavy"
				if shareOfDoc(p, g["answer"]) >= 0.5 {
					label = "cut"
				}
			}
		}
		t.a("4 classes by relation", label == g["label"])
		t.a("2 classes", (label == "non") == (g["label"] == "non"))
		t.a("recall "+g["label"], label == g["label"])
	}
}

// NearDuplicates scores pairs of pages by the harmonic mean of both shares:
// the area under the ROC curve of label 3 against the rest, ties half.
func NearDuplicates(t *Tally, gold []map[string]string, c *stemma.Copies) error {
	pairs := listed(c)
	var yes, no []float64
	for _, g := range gold {
		label, err := strconv.ParseFloat(g["label"], 64)
		if err != nil {
			return fmt.Errorf("reading gold: label of %s and %s: %w", g["a"], g["b"], err)
		}
		s := 0.0
		if p := pairs[pairOf(g["a"], g["b"])]; p != nil && p.ShareA+p.ShareB > 0 {
			s = 2 * p.ShareA * p.ShareB / (p.ShareA + p.ShareB)
		}
		if label == 3 {
			yes = append(yes, s)
		} else {
			no = append(no, s)
		}
	}
	right := 0 // halves
	for _, a := range yes {
		for _, b := range no {
			switch {
			case a > b:
				right += 2
			case a == b:
				right++
			}
		}
	}
	t.shareOf("auc", right, 2*len(yes)*len(no))
	return nil
}

// Chains scores chains of rewriting: the share of texts with a parent for
// which some edge comes from that parent, or from a text equal to it.
func Chains(t *Tally, gold []map[string]string, texts map[string]string, c *stemma.Copies) {
	into := map[string][]string{}
	for _, f := range c.Families {
		for _, e := range f.Edges {
			into[e.To] = append(into[e.To], e.From)
		}
	}
	same := func(a, b string) bool {
		x, ok := texts[a]
		y, ok2 := texts[b]
		return a == b || ok && ok2 && x == y
	}
	for _, g := range gold {
		if g["parent"] == "" {
			continue
		}
		right, either := false, false
		for _, p := range into[g["path"]] {
			right = right || same(p, g["parent"])
		}
		for _, p := range into[g["parent"]] {
			either = either || p == g["path"]
		}
		t.a("parent", right)
		t.a("parent (undirected)", right || either)
	}
}

// Grouping scores documents put into stories: pairs and B-cubed (Bagga &
// Baldwin 1998), after the reference scorer stories.py. gold maps a document
// to its story; documents in no story of the system stand alone.
func Grouping(t *Tally, gold map[string]string, stories []stemma.Story) {
	system := map[string]string{}
	for i, s := range stories {
		for _, d := range s.Documents {
			if _, ok := system[d]; !ok {
				system[d] = strconv.Itoa(i)
			}
		}
	}
	joint, inS, inG := map[[2]string]int{}, map[string]int{}, map[string]int{}
	docs := make([]string, 0, len(gold))
	for d, g := range gold {
		if _, ok := system[d]; !ok {
			system[d] = "alone " + d
		}
		docs = append(docs, d)
		joint[[2]string{g, system[d]}]++
		inS[system[d]]++
		inG[g]++
	}
	sort.Strings(docs)
	p, r := 0.0, 0.0
	for _, d := range docs {
		n := float64(joint[[2]string{gold[d], system[d]}])
		p += n / float64(inS[system[d]])
		r += n / float64(inG[gold[d]])
	}
	right := 0
	for _, n := range joint {
		right += n * (n - 1) / 2
	}
	t.f("pairs", right, twos(inS), twos(inG))
	t.bcubed(p, r, len(docs))
}

// bcubed enters precision and recall that are means, in millionths.
func (t *Tally) bcubed(p, r float64, n int) {
	const unit = 1e6
	row := t.row("b-cubed", means)
	row.right, row.found = int(p/float64(n)*unit+0.5), int(r/float64(n)*unit+0.5)
	row.system, row.gold = unit, unit
}

func twos(m map[string]int) int {
	n := 0
	for _, k := range m {
		n += k * (k - 1) / 2
	}
	return n
}
