package story

import (
	"math"
	"sort"
	"time"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// signature is what a report tells of, in a form to compare.
type signature struct {
	terms []term // by id, of unit length
	keys  []term // the weightiest terms, by id
	day   int    // days since 1970, 0 where the report is undated
}

type term struct {
	id     int
	weight float64
}

// signatures makes the signatures of all texts: two passes, one to count in
// how many reports each word stands, one to weigh.
func signatures(texts []*text.Text) []signature {
	ids := map[string]int{}
	var words []string
	var df []int
	counts := make([][]term, len(texts))
	for i, t := range texts {
		n := map[int]float64{}
		for k, part := range parts(t.Doc) {
			for at, w := range Words(part) {
				id, ok := ids[w]
				if !ok {
					id = len(words)
					ids[w] = id
					words = append(words, w)
					df = append(df, 0)
				}
				n[id] += gain(k, at)
			}
		}
		for id, x := range n {
			counts[i] = append(counts[i], term{id, x})
			df[id]++
		}
	}
	idf := make([]float64, len(words))
	total := float64(len(texts)) + backgroundShare*float64(background)
	for id, w := range words {
		idf[id] = math.Log(total / (1 + float64(df[id]) + backgroundShare*float64(rarity[w])))
	}
	out := make([]signature, len(texts))
	for i, t := range texts {
		out[i] = weigh(counts[i], idf)
		out[i].day = dayOf(t.Doc.Published.Date)
	}
	return out
}

// gain is what one occurrence of a word counts: part 0 is the headline, and the
// first words of the body say what a report is about.
func gain(part, at int) float64 {
	switch {
	case part == 0:
		return 2
	case part == 1 && at < leadWords:
		return 1.5
	}
	return 1
}

// parts are the headline and the body of a document; all of its text where no
// body is marked.
func parts(d *stemma.Document) []string {
	out := []string{d.Headline.Text}
	for _, s := range d.Body {
		if 0 <= s[0] && s[0] <= s[1] && s[1] <= len(d.Text) {
			out = append(out, s.In(d.Text))
		}
	}
	if len(out) == 1 {
		out = append(out, d.Text)
	}
	return out
}

func weigh(terms []term, idf []float64) signature {
	sort.Slice(terms, func(i, j int) bool { return terms[i].id < terms[j].id })
	var norm float64
	kept := terms[:0]
	for _, t := range terms {
		if idf[t.id] <= 0 {
			continue
		}
		t.weight = (1 + math.Log(t.weight)) * math.Pow(idf[t.id], rarityPower)
		norm += t.weight * t.weight
		kept = append(kept, t)
	}
	norm = math.Sqrt(norm)
	for i := range kept {
		kept[i].weight /= norm
	}
	return signature{terms: kept, keys: heaviest(kept)}
}

// heaviest are the keyTerms terms of most weight, by id.
func heaviest(terms []term) []term {
	keys := append([]term(nil), terms...)
	sort.Slice(keys, func(i, j int) bool {
		if keys[i].weight != keys[j].weight {
			return keys[i].weight > keys[j].weight
		}
		return keys[i].id < keys[j].id
	})
	keys = keys[:min(keyTerms, len(keys))]
	sort.Slice(keys, func(i, j int) bool { return keys[i].id < keys[j].id })
	return keys
}

func cosine(a, b []term) float64 {
	var s float64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id == b[j].id:
			s += a[i].weight * b[j].weight
			i++
			j++
		case a[i].id < b[j].id:
			i++
		default:
			j++
		}
	}
	return s
}

func dayOf(date string) int {
	if len(date) < 10 {
		return 0
	}
	t, err := time.Parse(time.DateOnly, date[:10])
	if err != nil {
		return 0
	}
	return int(t.Unix() / 86400)
}
