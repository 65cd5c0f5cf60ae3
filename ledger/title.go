package ledger

import "strings"

// title is the headline that says most of what the headlines of the story
// share; originals go before copies.
func (b *book) title() string {
	df := map[string]int{}
	for _, i := range b.docs {
		for w := range contentWords(b.doc(i).Headline.Text) {
			df[w]++
		}
	}
	best, score := "", -1.0
	for _, i := range b.docs {
		h := strings.Join(strings.Fields(b.doc(i).Headline.Text), " ")
		words := contentWords(h)
		if len(words) == 0 {
			continue
		}
		var x float64
		for w := range words {
			x += float64(df[w] - 1)
		}
		x /= float64(len(words)) + 4
		if b.kin.depth(b.doc(i).Path) > 0 {
			x -= 1000
		}
		if best == "" || x > score {
			best, score = h, x
		}
	}
	if best == "" && len(b.docs) > 0 {
		return b.lead(b.docs[0])
	}
	return best
}

// lead is the beginning of a document without headline.
func (b *book) lead(i int) string {
	d := b.doc(i)
	t := d.Text
	if len(d.Body) > 0 && d.Body[0][0] >= 0 && d.Body[0][1] <= len(t) && d.Body[0][0] <= d.Body[0][1] {
		t = d.Body[0].In(t)
	}
	t = strings.TrimSpace(t)
	if len(t) > 2000 {
		t = strings.ToValidUTF8(t[:2000], "")
	}
	line, _, _ := strings.Cut(t, "\n")
	return shorten(strings.Join(strings.Fields(line), " "), 90)
}
