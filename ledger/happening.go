package ledger

import (
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
)

// happening is a sentence in a report's own voice that tells of a day gone by.
type happening struct {
	date  string
	text  string
	words map[string]bool
	where []stemma.Place
}

// happenings lists what reports tell in their own voice of a day gone by: body
// sentences with a resolved date on or before the day of the report and without
// an attribution. Sentences of one date that stand at one place of a copied
// text, or share most of their telling words, are one happening.
func (b *book) happenings() []stemma.TimelineLine {
	byDate := map[string][]*happening{}
	for _, i := range b.docs {
		for _, h := range b.tells(i) {
			if o := b.sameHappening(byDate[h.date], h); o != nil {
				o.where = append(o.where, h.where...)
				continue
			}
			byDate[h.date] = append(byDate[h.date], h)
		}
	}
	dates := make([]string, 0, len(byDate))
	for d := range byDate {
		dates = append(dates, d)
	}
	sort.Strings(dates)
	var lines []stemma.TimelineLine
	for _, d := range dates {
		for _, h := range byDate[d] {
			lines = append(lines, stemma.TimelineLine{Date: d, Text: shorten(h.text, 160), Claims: []stemma.ClaimRef{}, Where: h.where})
		}
	}
	return lines
}

// tells lists the happenings of one report.
func (b *book) tells(i int) []*happening {
	t, d := b.in.Texts[i], b.doc(i)
	said := make(map[int]bool)
	for k := range b.in.Claims[i] {
		if c := &b.in.Claims[i][k]; !c.OwnVoice() {
			for _, l := range [][]stemma.Span{c.Cue.Spans, c.Content.Spans} {
				for _, s := range l {
					mark(t, s, said)
				}
			}
		}
	}
	var out []*happening
	last := -1
	for k := range t.Times {
		tm := &t.Times[k]
		s := t.SentenceOf(tm.First)
		if s < 0 || s == last || said[s] || t.Sentences[s].Where != text.InBody || !pastDay(tm.EDTF, d.Published.Date) {
			continue
		}
		span := t.Sentences[s].Span
		words := concepts(span.In(d.Text))
		if len(words) < 3 {
			continue
		}
		last = s
		out = append(out, &happening{date: tm.EDTF, text: strings.Join(strings.Fields(span.In(d.Text)), " "),
			words: words, where: []stemma.Place{{Path: d.Path, Span: span}}})
	}
	return out
}

// mark notes the sentences that a span touches.
func mark(t *text.Text, s stemma.Span, said map[int]bool) {
	first := sort.Search(len(t.Sentences), func(i int) bool { return t.Sentences[i].Span[1] > s[0] })
	for i := first; i < len(t.Sentences) && t.Sentences[i].Span[0] < s[1]; i++ {
		said[i] = true
	}
}

// pastDay reports whether a date is a day, month, year or stretch that had begun
// when the report was published.
func pastDay(date, published string) bool {
	first := start(date)
	if len(first) < 4 || strings.ContainsAny(first, "XuU?~%") || first[0] < '0' || first[0] > '9' {
		return false
	}
	return published == "" || first <= published[:min(len(published), len(first))]
}

// compared is the number of happenings of one date with which another is
// compared, so that the timeline of a large story takes time in step with it.
const compared = 200

// sameHappening finds the happening that h tells again, nil for none.
func (b *book) sameHappening(list []*happening, h *happening) *happening {
	for _, o := range list[:min(len(list), compared)] {
		if o.where[0].Path == h.where[0].Path {
			continue
		}
		shared := 0
		for w := range h.words {
			if o.words[w] {
				shared++
			}
		}
		if 2*shared >= min(len(o.words), len(h.words)) && shared >= 2 {
			return o
		}
		for _, p := range o.where {
			if b.kin.aligned(p.Path, p.Span, h.where[0].Path, h.where[0].Span) && shared > 0 {
				return o
			}
		}
	}
	return nil
}
