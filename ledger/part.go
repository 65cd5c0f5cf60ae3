package ledger

import "github.com/stemmanews/stemma"

// sorts maps a word for people of one age, sex or trade to the sort it names.
// A count of such people is a part of a count of people as such. Soldiers,
// attackers and police are classes of their own and have their own questions.
var sorts = readClasses(`children	child kid boy girl baby infant minor toddler newborn teenager teen schoolchild pupil daughter son grandchild
women	woman female mother wife sister grandmother
men	man male father husband brother grandfather
journalists	journalist reporter cameraman photographer
medics	medic paramedic doctor nurse rescuer`)

// sortOf is the sort of people that an entry counts, "" for people as such.
func sortOf(e *entry) string {
	for _, s := range e.sts {
		if x := sorts[s.thing.head]; x != "" {
			return x
		}
		for w := range s.thing.stems {
			if sorts[w] == "women" && w == stem("female") {
				return "women"
			}
		}
	}
	return ""
}

// likewise leaves of the earlier answers those that count the same sort of
// people as e, and those of the other sort that cannot be part and whole of it:
// more children than people.
func likewise(prior []*entry, e *entry) []*entry {
	mine := sortOf(e)
	var out []*entry
	for _, o := range prior {
		other := sortOf(o)
		if hasFigure(o) && o.sts[0].own != e.sts[0].own && exceeds(o, e) && sharedReport(o, e) {
			continue // a report and whom it quotes: the lower figure is a part
		}
		if !hasFigure(o) || other == mine || mine == "" && exceeds(o, e) || other == "" && exceeds(e, o) {
			out = append(out, o)
		}
	}
	return out
}

// exceeds reports whether even the least of x is more than the most of y.
func exceeds(x, y *entry) bool {
	return y.value.High != nil && number(x.value) > *y.value.High
}

// ofAnotherSort relates a figure to others that count only other sorts.
func (b *book) ofAnotherSort(prior []*entry, e *entry) (relation, why string) {
	for i := len(prior) - 1; i >= 0; i-- {
		o := prior[i]
		if hasFigure(o) && o.sts[0].own != e.sts[0].own && exceeds(o, e) {
			return stemma.EntryNarrower, "the same report tells of " + quote(o.text) + ": a part of it"
		}
		if hasFigure(o) && sortOf(o) == "" && sortOf(e) != "" {
			return stemma.EntryNarrower, sortOf(e) + " only: a part of " + b.nameOf(o) + "’s " + quote(o.text)
		}
	}
	return stemma.EntryFirst, "first figure of these people; what stands before counts others"
}

// sharedReport reports whether one document carries both answers.
func sharedReport(o, e *entry) bool {
	for _, x := range o.sts {
		for _, y := range e.sts {
			if x.doc == y.doc {
				return true
			}
		}
	}
	return false
}
