package incident

import (
	"strings"

	"github.com/stemmanews/stemma/lang/text"
)

// listLeft returns the phrases of the list that ends with phrase p: "a man and
// his two sons". Without an "and", what stands between commas is another name
// of the first, save in headlines.
func (r *reader) listLeft(p int, s text.Sentence) []phrase {
	first := r.listStart(p, s)
	joined := s.Where == text.InHeadline
	for k := first; k < p; k++ {
		link, _ := r.link(k, k+1, s)
		joined = joined || link != ","
	}
	return r.list(first, p, joined)
}

// listStart is the first phrase of the list that ends with phrase p.
func (r *reader) listStart(p int, s text.Sentence) int {
	for p > 0 {
		link, ok := r.link(p-1, p, s)
		if !ok || !r.phrases[p-1].human || r.spells(p-1, p, link) || link == ", and" && r.phrases[p].other && r.phrases[p].plural {
			break
		}
		p--
	}
	return p
}

// listRight returns the phrases of the list that begins with phrase p, as far
// as they are not the beginning of another clause.
func (r *reader) listRight(p int, s text.Sentence) []phrase {
	last := p
	joined := false
	for last+1 < len(r.phrases) {
		link, ok := r.link(last, last+1, s)
		if !ok || !r.phrases[last+1].human || r.opensClause(last+1, s) || r.spells(last, last+1, link) {
			break
		}
		last++
		joined = joined || link != ","
	}
	if !joined {
		return r.list(p, last, s.Where == text.InHeadline)
	}
	return r.list(p, last, true)
}

// spells reports whether phrase b names those whom phrase a counts: "two
// civilians, Mara Ost and her son".
func (r *reader) spells(a, b int, link string) bool {
	x, y := &r.phrases[a], &r.phrases[b]
	return link == "," && x.numeral && x.low > 1 && x.name == "" && (y.name != "" || y.age > 0)
}

// link is what joins two phrases that follow each other: a comma or "and".
func (r *reader) link(a, b int, s text.Sentence) (string, bool) {
	x, y := &r.phrases[a], &r.phrases[b]
	if x.first < s.First || y.end > s.End || y.first-x.tail > 4 || y.first <= x.tail-1 {
		return "", false
	}
	link := ""
	for k := x.tail; k < y.first; k++ {
		switch w := r.low[k]; w {
		case ",", "(", ")":
			if link == "" {
				link = ","
			}
		case "and", "&":
			link = strings.TrimLeft(link+" and", " ")
		case "alongside", "along", "together", "with":
			if w != "with" || link != "" {
				link = "with"
			}
		default:
			return "", false
		}
	}
	return link, link != ""
}

// opensClause reports whether a verb follows phrase p: it is a subject then.
func (r *reader) opensClause(p int, s text.Sentence) bool {
	for k := r.phrases[p].tail; k < min(r.phrases[p].tail+3, s.End); k++ {
		u := r.upos(k)
		switch {
		case u == "AUX", u == "VERB" && r.t.Tokens[k].XPOS != "VBG", isHarm(r.low[k]):
			return true
		case u == "ADV":
			continue
		}
		return false
	}
	return false
}

// list puts the phrases first to last together. In a list that "and" closes
// each is one of its own, except what only says more of the name before it;
// else all speak of the first.
func (r *reader) list(first, last int, joined bool) []phrase {
	out := []phrase{r.phrases[first]}
	for k := first + 1; k <= last; k++ {
		x := r.phrases[k]
		prev := &out[len(out)-1]
		if !joined || r.says(prev, &x) || r.named1(prev, &x) {
			merge(prev, &x)
			continue
		}
		out = append(out, x)
	}
	return out
}

// says reports whether x says more of the person that prev names: it has no
// name of its own and an article, right after a comma.
func (r *reader) says(prev, x *phrase) bool {
	if prev.name == "" || x.name != "" || x.plural || r.word(x.first-1) != "," {
		return false
	}
	w := r.low[x.first]
	return w == "a" || w == "an" || w == "the" || w == "his" || w == "her"
}

// named1 reports whether x is the name of the person that prev describes:
// "the youth, Mara Ost,".
func (r *reader) named1(prev, x *phrase) bool {
	return prev.name == "" && x.name != "" && !prev.plural && r.word(x.first-1) == "," && r.word(x.tail) == "," && prev.tail == x.first-1
}

// merge adds to p what x tells of the same people.
func merge(p, x *phrase) {
	if p.age < 0 {
		p.age = x.age
	}
	if p.gender == 0 {
		p.gender = x.gender
	}
	if p.name == "" {
		p.name = x.name
	}
	if p.entity < 0 {
		p.entity = x.entity
	}
	if !p.numeral && x.numeral && x.low > 1 {
		p.low, p.high, p.numeral, p.plural = x.low, x.high, true, true
	}
	p.tail = x.tail
}
