package names

import "github.com/stemmanews/stemma/lang/text"

// Labels of tokens: outside a name, or Begin, Inside, Last or a Unit (a name of
// one token) of one of four types (Ratinov & Roth 2009 found this scheme better
// than plain BIO).
const (
	outside = 0
	labels  = 1 + 4*len4
	len4    = 4
)

const (
	begin = iota
	inside
	last
	unit
)

// Types in the order of their labels.
var typeNames = [len4]string{text.Person, text.Location, text.Organisation, text.Misc}

// label joins a part and a type (an index of typeNames).
func label(part, typ int) int { return 1 + typ*4 + part }

// split is the inverse of label; l is not outside.
func split(l int) (part, typ int) { return (l - 1) % 4, (l - 1) / 4 }

// before lists the labels that may stand before each label.
var before = legal()

func legal() [labels][]int {
	var out [labels][]int
	for l := range labels {
		for p := range labels {
			if follows(p, l) {
				out[l] = append(out[l], p)
			}
		}
	}
	return out
}

// follows reports whether label l may follow label p.
func follows(p, l int) bool {
	open, typ := false, 0
	if p != outside {
		var part int
		part, typ = split(p)
		open = part == begin || part == inside
	}
	if l == outside {
		return !open
	}
	part, t := split(l)
	if part == begin || part == unit {
		return !open
	}
	return open && t == typ
}

// mayEnd reports whether a sentence may end with l.
func mayEnd(l int) bool { return follows(l, outside) }
