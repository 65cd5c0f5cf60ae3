package claim

// mend puts right what the models leave: rules that hold for every claim.
func (v *view) mend(all []found) []found {
	for k := range all {
		v.mendOne(&all[k])
	}
	return all
}

// mendOne takes full stops and commas off the ends of contents and joins parts
// that only a sign keeps apart.
func (v *view) mendOne(a *found) {
	for k := range a.content {
		a.content[k] = v.trimContent(a.content[k])
	}
}

// trimContent leaves out the sentence's full stop where it stands outside the
// quotation marks.
func (v *view) trimContent(c span) span {
	for c.end > c.first+1 && v.quote[c.end-1] < 0 {
		switch v.t.Word(c.end - 1) {
		case ".", ";", ",", ":":
			c.end--
			continue
		}
		break
	}
	return c
}
