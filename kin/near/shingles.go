package near

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Shingles are the hashes of the different runs of n words of a text, sorted.
// Words are runs of letters, digits and low lines, in lower case (\w+ in most
// languages of programming). A text of fewer than n words, but at least one,
// has one shingle, all of it.
func Shingles(text string, n int) []uint64 {
	words := wordHashes(text, make([]uint64, 0, len(text)/6+1))
	if len(words) == 0 {
		return nil
	}
	n = min(max(1, n), len(words))
	out := words[:0] // a shingle is written where its first word was
	for i := 0; i+n <= len(words); i++ {
		h := uint64(n)
		for _, w := range words[i : i+n] {
			h = (h ^ w) * 0x9fb21c651e98df25
			h ^= h >> 32
		}
		out = append(out, mix(h))
	}
	slices.Sort(out)
	return slices.Clip(slices.Compact(out))
}

const (
	offset = uint64(14695981039346656037)
	prime  = uint64(1099511628211)
)

// wordHashes appends the hash (FNV-1a) of each word of text.
func wordHashes(text string, out []uint64) []uint64 {
	h, in := offset, false
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if l := lower[c]; l != 0 {
				h, in = (h^uint64(l))*prime, true
			} else if in {
				out, h, in = append(out, h), offset, false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r) {
			in = true
			for _, c := range utf8.AppendRune(nil, unicode.ToLower(r)) {
				h = (h ^ uint64(c)) * prime
			}
		} else if in {
			out, h, in = append(out, h), offset, false
		}
	}
	if in {
		out = append(out, h)
	}
	return out
}

// lower maps the ASCII characters of words to lower case, all others to 0.
var lower = func() (t [utf8.RuneSelf]byte) {
	for c := range t {
		switch b := byte(c); {
		case b >= 'A' && b <= 'Z':
			t[c] = b + 'a' - 'A'
		case b >= 'a' && b <= 'z', b >= '0' && b <= '9', b == '_':
			t[c] = b
		}
	}
	return t
}()

// mix spreads all bits of x (the finaliser of MurmurHash3).
func mix(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// sketch is the similarity sketch of a set in k bins: two sets agree in each
// bin with a probability that is their Jaccard similarity, nearly independently
// (Dahlgaard, Knudsen & Thorup, Fast Similarity Sketching, 2017). In each round
// every element goes into a random bin; the least value of the first round that
// fills a bin stays. After k rounds every element visits bin after bin, so that
// none stays empty. It takes time k log k + n, where MinHash takes k n.
func sketch(set []uint64, k int) []uint64 {
	bins := make([]uint64, k)
	for i := range bins {
		bins[i] = ^uint64(0)
	}
	empty := k
	for round := 0; round < 2*k && empty > 0; round++ {
		seed := mix(uint64(round) + 0x9e3779b97f4a7c15)
		for _, x := range set {
			h := mix(x ^ seed)
			bin := int(h >> 32 * uint64(k) >> 32)
			if round >= k {
				bin = round - k
			}
			v := uint64(round)<<32 | h&(1<<32-1)
			if v < bins[bin] {
				if bins[bin] == ^uint64(0) {
					empty--
				}
				bins[bin] = v
			}
		}
	}
	return bins
}
