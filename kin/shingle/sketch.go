// Package shingle proposes which reports to compare. It looks at no pair that
// shares nothing: each report gives a [Sketch], the hashes of its pairs of
// neighbouring telling words. Verbatim copies share nearly all of them;
// reworded ones keep those made of names, numbers and rare words, the skeleton
// of the text. Where most pairs of words change, those few are all there is to
// find a copy by, so a sketch holds every one of them and not a sample.
//
// A [Batch] finds the candidates among many sketches at once by sort and scan;
// an [Index] takes one sketch after the other. In both, words that very many
// reports share count for little and cost little (bounded buckets), so that
// time grows with the input and not with its square. [Learn] finds the
// sentences that outlets repeat in unrelated reports; they make no candidates.
package shingle

import (
	"slices"

	"github.com/stemmanews/stemma/kin/view"
)

// Candidate is a pair of reports, A before B, with the number of features
// that they share, the rare ones counted in full.
type Candidate struct {
	A, B   int
	Shared float64
}

// Sketch is what the search for candidates keeps of a report's body: about 4
// bytes for every telling word.
type Sketch struct {
	Sentences []Sentence // in the order of the view's body
	Features  []uint32   // hashes, those of a sentence together
}

// Sentence is a sentence of a sketch.
type Sentence struct {
	Hash uint32 // of its words, 0 for a sentence too short to be told from others
	End  uint32 // its features are those from the end of the sentence before to here
}

// tellable is the number of words from which a sentence is known again.
const tellable = 5

// Of sketches a view. The features are hashes of pairs of telling words that
// are neighbours in a sentence, in either order, and of numbers of three digits
// and more. It is the same for a text that was only cut into words and for the
// same text analysed in full.
func Of(v *view.View) Sketch {
	var s Sketch
	for _, sent := range v.Sentences[v.Body():] {
		words := v.Words[sent.First:sent.End]
		s.Features = appendFeatures(s.Features, words)
		s.Sentences = append(s.Sentences, Sentence{sentenceHash(words), uint32(len(s.Features))})
	}
	return s
}

func appendFeatures(out []uint32, words []view.Word) []uint32 {
	prev := ""
	for i := range words {
		w := &words[i]
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
	return out
}

// sentenceHash is 0 for sentences of few words.
func sentenceHash(words []view.Word) uint32 {
	if len(words) < tellable {
		return 0
	}
	h := offset
	for i := range words {
		h = (add(h, words[i].Norm) ^ 0x1f) * prime
	}
	return max(1, mixed(h))
}

// Distinct are the different features of the sentences of which drop does not
// hold, sorted; drop may be nil.
func (s Sketch) Distinct(drop func(sentence int) bool) []uint32 {
	if drop == nil {
		out := slices.Clone(s.Features)
		slices.Sort(out)
		return slices.Compact(out)
	}
	var out []uint32
	first := uint32(0)
	for i, sent := range s.Sentences {
		if !drop(i) {
			out = append(out, s.Features[first:sent.End]...)
		}
		first = sent.End
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const (
	offset = uint64(14695981039346656037)
	prime  = uint64(1099511628211)
)

// hash is FNV-1a of both strings, mixed.
func hash(a, b string) uint32 {
	return mixed(add((add(offset, a)^0x1f)*prime, b))
}

func add(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// mixed folds a hash so that all its bits tell.
func mixed(h uint64) uint32 {
	h ^= h >> 32
	return uint32(h * 0x9e3779b97f4a7c15 >> 32)
}
