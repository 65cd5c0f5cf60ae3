// Package shingle proposes which reports to compare. It looks at no pair that
// shares nothing: each report gives features, pairs of neighbouring telling
// words, which meet in sorted order (sort and scan), so that time grows with
// the input and not with its square. Verbatim copies share nearly all of
// their features; reworded ones keep those of names, numbers and rare words,
// the skeleton of the text.
package shingle

import (
	"cmp"
	"slices"

	"github.com/stemmanews/stemma/kin/view"
)

// Candidate is a pair of reports, A before B, with the number of features
// that they share, the rare ones counted in full.
type Candidate struct {
	A, B   int
	Shared float64
}

const (
	// fullBucket is the number of reports up to which all that share a feature
	// are paired; beyond, each is paired with its next neighbours only, so that
	// boilerplate and large families cost no square.
	fullBucket = 64
	neighbours = 6
	// leastShared is the weight of shared features from which a pair is looked
	// at, and leastPart the part of the shorter report's features.
	leastShared = 2.5
	leastPart   = 0.02
	// sampleFrom is the number of reports from which on features are sampled.
	sampleFrom = 5000
)

type posting struct {
	feature uint64
	doc     int32
}

// Candidates returns the pairs worth comparing, in order.
func Candidates(views []*view.View) []Candidate {
	var posts []posting
	sizes := make([]int, len(views))
	sample := uint64(1 + len(views)/sampleFrom)
	for i, v := range views {
		fs := Features(v)
		for _, f := range fs {
			if f%sample == 0 {
				posts = append(posts, posting{f, int32(i)})
				sizes[i]++
			}
		}
	}
	slices.SortFunc(posts, func(x, y posting) int {
		return cmp.Or(cmp.Compare(x.feature, y.feature), cmp.Compare(x.doc, y.doc))
	})
	return keep(meetings(posts), sizes)
}

// meetings lists for each feature the pairs of reports that share it.
func meetings(posts []posting) []Candidate {
	var out []Candidate
	for i := 0; i < len(posts); {
		j := i
		for j < len(posts) && posts[j].feature == posts[i].feature {
			j++
		}
		bucket := posts[i:j]
		reach := len(bucket)
		if reach > fullBucket {
			reach = neighbours
		}
		for x := range bucket {
			for y := x + 1; y < min(len(bucket), x+1+reach); y++ {
				out = append(out, Candidate{int(bucket[x].doc), int(bucket[y].doc), rarity(len(bucket))})
			}
		}
		i = j
		if len(out) > 1<<22 && len(out) > 2*cap(out)/3 {
			out = merge(out)
		}
	}
	return merge(out)
}

// rarity weighs a feature that n reports share.
func rarity(n int) float64 {
	switch {
	case n <= 8:
		return 1
	case n <= fullBucket:
		return 0.5
	}
	return 0.25
}

// merge sorts candidates and adds up those of one pair.
func merge(c []Candidate) []Candidate {
	slices.SortFunc(c, func(x, y Candidate) int {
		return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	out := c[:0]
	for _, x := range c {
		if n := len(out); n > 0 && out[n-1].A == x.A && out[n-1].B == x.B {
			out[n-1].Shared += x.Shared
			continue
		}
		out = append(out, x)
	}
	return out
}

func keep(c []Candidate, sizes []int) []Candidate {
	out := c[:0]
	for _, x := range c {
		if x.Shared >= leastShared && x.Shared >= leastPart*float64(min(sizes[x.A], sizes[x.B])) {
			out = append(out, x)
		}
	}
	return slices.Clip(out)
}

// Features returns the distinct features of a report's body, sorted: hashes of
// pairs of telling words that are neighbours in a sentence, in either order,
// and of numbers of three digits and more.
func Features(v *view.View) []uint64 {
	var out []uint64
	for _, s := range v.Sentences[v.Body():] {
		prev := ""
		for _, w := range v.Words[s.First:s.End] {
			if w.Class == view.Stop {
				continue
			}
			if prev != "" {
				out = append(out, hash(min(prev, w.Key), max(prev, w.Key)))
			}
			if w.Class == view.Number && len(w.Norm) >= 3 {
				out = append(out, hash(w.Key, ""))
			}
			prev = w.Key
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hash is FNV-1a of both strings, mixed so that its low bits may be sampled.
func hash(a, b string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(a); i++ {
		h = (h ^ uint64(a[i])) * 1099511628211
	}
	h = (h ^ 0x1f) * 1099511628211
	for i := 0; i < len(b); i++ {
		h = (h ^ uint64(b[i])) * 1099511628211
	}
	h ^= h >> 32
	return h * 0x9e3779b97f4a7c15 >> 1
}
