package claim

import "github.com/stemmanews/stemma/lang/perceptron"

// scratch is memory that one call of Find uses again and again.
type scratch struct {
	features []uint32
	scores   []int32
	local    [][roleTags]int32
	back     [][roleTags]int8
	tags     []int8
}

// tagCues sets v.cue from left to right. bias is added to the score of "no
// cue".
func (v *view) tagCues(m *perceptron.Model, sc *scratch, bias int32) {
	v.cue = make([]int8, len(v.t.Tokens))
	a := newArcs(v)
	for s := range v.t.Sentences {
		sent := &v.t.Sentences[s]
		var p1, p2 int8
		for i := sent.First; i < sent.End; i++ {
			sc.features = v.cueFeatures(sc.features[:0], &a, i, p1, p2)
			m.Score(sc.features, sc.scores)
			sc.scores[cueOut] += bias
			if p1 == cueOut {
				sc.scores[cueInside] = -1 << 30
			}
			tag := int8(perceptron.Best(sc.scores[:cueTags]))
			v.cue[i] = tag
			p1, p2 = tag, p1
		}
	}
}

// allowed reports whether tag b may follow tag a.
func allowed(a, b int) bool {
	switch b {
	case sourceInside:
		return a == sourceBegin || a == sourceInside
	case contentInside:
		return a == contentBegin || a == contentInside
	}
	return true
}

// scorer gives the scores of features: a packed model, or a trainer.
type scorer func(features []uint32, scores []int32)

// label finds the best sequence of role tags for the scene (Viterbi). Tokens of
// the cue are outside.
func (s *scene) label(score scorer, sc *scratch) []int8 {
	n := s.window.end - s.window.first
	if cap(sc.local) < n {
		sc.local, sc.back = make([][roleTags]int32, 2*n), make([][roleTags]int8, 2*n)
	}
	best, back := sc.local[:n], sc.back[:n]
	var into [roleTags][]int32
	var buf [roleTags][roleTags]int32
	for k := range n {
		i := s.window.first + k
		sc.features = s.features(sc.features[:0], i)
		score(sc.features, sc.scores)
		var local [roleTags]int32
		copy(local[:], sc.scores)
		for p := range roleTags {
			into[p] = buf[p][:]
			sc.features = s.transition(sc.features[:0], i, p)
			score(sc.features, into[p])
		}
		s.step(best, back, k, &local, &buf)
	}
	return trace(best, back, sc)
}

const never = -1 << 29

// step fills column k of the Viterbi table.
func (s *scene) step(best [][roleTags]int32, back [][roleTags]int8, k int, local *[roleTags]int32, into *[roleTags][roleTags]int32) {
	i := s.window.first + k
	inCue := i >= s.cue.first && i < s.cue.end
	for tag := range roleTags {
		best[k][tag] = never
		if inCue && tag != roleOut {
			continue
		}
		for p := range roleTags {
			before := int32(0)
			if k > 0 {
				before = best[k-1][p]
			} else if p != roleOut {
				continue
			}
			if before == never || !allowed(p, tag) {
				continue
			}
			if x := before + into[p][tag] + local[tag]; x > best[k][tag] {
				best[k][tag], back[k][tag] = x, int8(p)
			}
		}
	}
}

// trace reads the best path from the table.
func trace(best [][roleTags]int32, back [][roleTags]int8, sc *scratch) []int8 {
	n := len(best)
	sc.tags = append(sc.tags[:0], make([]int8, n)...)
	if n == 0 {
		return sc.tags
	}
	tag := int8(perceptron.Best(best[n-1][:]))
	for k := n - 1; k >= 0; k-- {
		sc.tags[k] = tag
		tag = back[k][tag]
	}
	return sc.tags
}

// roleSpans reads tags as ranges of tokens of sources and contents.
func (s *scene) roleSpans(tags []int8) (source, content []span) {
	for k := 0; k < len(tags); k++ {
		if tags[k] == roleOut {
			continue
		}
		begin, inside := tags[k], tags[k]
		if begin == sourceBegin || begin == contentBegin {
			inside = begin + 1
		}
		e := k + 1
		for e < len(tags) && tags[e] == inside {
			e++
		}
		sp := span{s.window.first + k, s.window.first + e}
		if inside == sourceInside {
			source = append(source, sp)
		} else {
			content = append(content, sp)
		}
		k = e - 1
	}
	return source, content
}
