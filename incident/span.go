package incident

// spans gives the lowest and the highest number of those killed, or of those
// wounded, that the report has from anybody. Totals count people as such; where
// there is none, the largest number does, or the people counted one by one. Of
// people in the plural there are at least two.
func (c *census) spans(e Effect, people float64) [2]float64 {
	low, high, part, some := -1.0, -1.0, 0.0, 0.0
	for i := range c.tolls {
		t := &c.tolls[i]
		if t.Effect != e || t.Past || t.Weak {
			continue
		}
		switch {
		case t.Part || t.Single || !t.General:
			part = max(part, t.Low)
			continue
		case t.High < 0 && t.Low <= 2:
			some = 2
			continue
		}
		if t.Low > 0 && (low < 0 || t.Low < low) {
			low = t.Low
		}
		high = max(high, t.Low, t.High)
	}
	switch {
	case high < 0:
		n := max(part, people, some)
		return [2]float64{n, n}
	case low < 0: // "up to 12"
		low = max(part, people, 1)
	}
	return [2]float64{low, high}
}

var everybody = set("people persons person individuals individual civilians civilian members member palestinians victims victim martyrs citizens residents dead bodies casualties fatalities deaths lives")

// general reports whether phrases count people as such: "seven civilians", not
// "three children".
func (r *reader) general(who []phrase) bool {
	if len(who) > 1 {
		return false
	}
	p := &who[0]
	k := r.nameAt[p.head]
	return p.bare && !p.other || everybody[r.low[p.head]] || k >= 0 && p.plural && p.name == ""
}
