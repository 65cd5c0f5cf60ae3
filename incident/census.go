package incident

import "strings"

// census counts people over one report.
type census struct {
	people []Person
	tolls  []Toll
	nobody [4]bool
	deadly bool
	day    string
}

// add takes the harms of a text.
func (c *census) add(r *reader, hs []harm, title bool) {
	for _, h := range hs {
		if title {
			h.sentence = -1
		}
		c.harm(r, &h)
	}
	c.deadly = c.deadly || r.tellsOfDeath()
}

func (c *census) harm(r *reader, h *harm) {
	if h.who[0].none {
		c.nobody[h.effect] = true
		return
	}
	past := h.sentence >= 0 && (r.past(h) || r.before(h, c.day))
	toll := Toll{Effect: h.effect, Sentence: h.sentence, Other: h.who[0].other, Part: h.part, Weak: h.weak, Past: past}
	ones := 0
	for k := range h.who {
		p := &h.who[k]
		toll.Low += p.low
		if p.high < 0 || toll.High < 0 {
			toll.High = -1
		} else {
			toll.High += p.high
		}
		if !p.plural && p.low == 1 && p.high == 1 && !(p.bare && !p.other) {
			if !past {
				c.person(p, h, k)
			}
			ones++
		}
	}
	toll.Single = ones == len(h.who) && ones == 1
	toll.General = r.general(h.who)
	if n := h.who[0].ordinal; n > 1 && len(h.who) == 1 && !h.who[0].plural && (h.effect == Killed || n > 2) {
		toll.Low, toll.High, toll.Single, toll.General = float64(n), float64(n), false, true
		if toll.Effect == Wounded {
			toll.Effect = Hit
		}
	}
	if h.self {
		c.alsoSelf(h)
	}
	c.tolls = append(c.tolls, toll)
}

// alsoSelf adds the one who killed himself to those whom the same sentence says
// he killed.
func (c *census) alsoSelf(h *harm) {
	for i := range c.tolls {
		if t := &c.tolls[i]; t.Sentence == h.sentence && t.Effect == Killed && !t.Single && t.High == t.Low {
			t.Low++
			t.High++
		}
	}
}

// person files one of the harmed under whom they are already known as, or anew.
func (c *census) person(p *phrase, h *harm, k int) {
	best := -1
	if h.self {
		for i := range c.people {
			if c.people[i].self {
				c.people[i].learn(p, h)
				return
			}
		}
	}
	for i := range c.people {
		if s := c.people[i].likeness(p); s > 0 && (best < 0 || s >= c.people[best].likeness(p)) {
			best = i
		}
	}
	if p.other && p.name == "" && (best < 0 || !p.definite || c.people[best].likeness(p) < 3) || (k > 0 || h.self) && best >= 0 && c.people[best].likeness(p) < 3 {
		best = -1
	}
	if best < 0 && len(c.people) > 0 && h.sentence > farSentences && p.name == "" {
		return // somebody else's story, as a rule
	}
	if best < 0 {
		c.people = append(c.people, Person{Age: -1, entity: -1, where: h.sentence, weak: h.weak, self: h.self})
		best = len(c.people) - 1
	}
	c.people[best].learn(p, h)
}

// farSentences is how far down a report somebody can appear without a name and
// be one of those it is about.
const farSentences = 9

func (x *Person) learn(p *phrase, h *harm) {
	if len(p.name) > len(x.Name) {
		x.Name = p.name
	}
	if x.Age < 0 {
		x.Age = p.age
	}
	if x.Gender == 0 {
		x.Gender = p.gender
	}
	if x.entity < 0 {
		x.entity = p.entity
	}
	if x.Effect != Killed {
		x.Effect = h.effect
	}
	x.weak = x.weak && h.weak
}

// likeness says how sure it is that p speaks of x: 0 for not at all.
func (x *Person) likeness(p *phrase) int {
	if x.Gender != 0 && p.gender != 0 && x.Gender != p.gender {
		return 0
	}
	if x.Age >= 0 && p.age >= 0 && x.Age-p.age > 1 || x.Age >= 0 && p.age >= 0 && p.age-x.Age > 1 {
		return 0
	}
	switch {
	case x.Name != "" && p.name != "":
		if sameName(x.Name, p.name) {
			return 5
		}
		return 0
	case p.entity >= 0 && p.entity == x.entity:
		return 4
	case x.Age >= 0 && p.age >= 0:
		return 3
	}
	return 1
}

// sameName reports whether one name is the other's short form.
func sameName(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > 1 && len(y) > 1 {
		return x[len(x)-1] == y[len(y)-1] && x[0] == y[0] || x[len(x)-1] == y[0] || x[0] == y[len(y)-1]
	}
	for _, w := range x {
		for _, v := range y {
			if w == v {
				return true
			}
		}
	}
	return false
}

// account draws the balance. What headline and lead say in numbers comes
// first; people counted one by one stand where they give none, or are more.
func (c *census) account() Account {
	if c.deadly && c.dead() == 0 {
		for i := range c.people {
			c.people[i].Effect = Killed
			break
		}
	}
	a := Account{Tolls: c.tolls, People: c.people, Nobody: c.nobody, Deadly: c.deadly}
	dead := c.dead()
	hurt := float64(len(c.people)) - dead
	a.Killed = dead
	if n := c.most(Killed); n > 0 {
		a.Killed = max(n, dead)
	}
	if a.Killed == 0 && c.deadly {
		a.Killed = 1
	}
	a.Wounded = hurt
	if n := c.most(Wounded); n > 0 {
		a.Wounded = max(n, hurt)
	}
	if n, dead := c.most(Hit), a.Killed-c.selves(); n > dead {
		a.Wounded = max(a.Wounded, n-dead)
	}
	a.KilledRange, a.WoundedRange = c.spans(Killed, dead), c.spans(Wounded, hurt)
	a.Killed = counted(a.Killed, a.KilledRange)
	if c.most(Hit) == 0 {
		a.Wounded = counted(a.Wounded, a.WoundedRange)
	}
	return a
}

// selves is the number of those who killed themselves after harming others:
// they are not among those hit.
func (c *census) selves() float64 {
	n := 0.0
	for i := range c.people {
		if c.people[i].self {
			n++
		}
	}
	return n
}

// counted prefers a number that the report gives to the people found in it:
// from three on somebody has counted.
func counted(n float64, given [2]float64) float64 {
	if given[0] == given[1] && given[0] >= 3 {
		return given[0]
	}
	return n
}

func (c *census) dead() float64 {
	n := 0.0
	for i := range c.people {
		if c.people[i].Effect == Killed {
			n++
		}
	}
	return n
}

// headSentences is how many sentences of the body can give the totals.
const headSentences = 5

// most is the highest number of those killed, wounded or hit: in the headline
// and the lead, else anywhere.
func (c *census) most(e Effect) float64 {
	head, all := 0.0, 0.0
	for i := range c.tolls {
		t := &c.tolls[i]
		if t.Effect != e || t.Past || t.High != t.Low || t.Single {
			continue
		}
		all = max(all, t.Low)
		if t.Sentence < headSentences {
			head = max(head, t.Low)
		}
	}
	if head > 0 {
		return head
	}
	return all
}
