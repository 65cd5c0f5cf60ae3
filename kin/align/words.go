package align

import (
	"strings"

	"github.com/stemmanews/stemma/kin/view"
)

// longestSentence is the number of words up to which sentences are aligned
// word by word; longer ones are cut, so that the work stays bounded.
const longestSentence = 400

// alignWords lays the words of all links side by side.
func (al *Alignment) alignWords() {
	al.ToA, al.ToB = none(len(al.B.Words)), none(len(al.A.Words))
	for i := range al.Links {
		l := &al.Links[i]
		sa, sb := al.A.Sentences[l.A], al.B.Sentences[l.B]
		l.Words = Words(al.A, al.B, sa.First, min(sa.End, sa.First+longestSentence), sb.First, min(sb.End, sb.First+longestSentence))
		for _, m := range l.Words {
			if m.Kind == Same {
				l.Exact++
			}
			if m.Kind >= Alike {
				al.note(m)
			}
		}
	}
}

// note records a match unless a stronger link had the word before.
func (al *Alignment) note(m Match) {
	if al.ToB[m.A] < 0 && al.ToA[m.B] < 0 {
		al.ToB[m.A], al.ToA[m.B] = m.B, m.A
	}
}

func none(n int) []int {
	x := make([]int, n)
	for i := range x {
		x[i] = -1
	}
	return x
}

// Words aligns two ranges of words.
func Words(a, b *view.View, a0, a1, b0, b1 int) []Match {
	n, m := a1-a0, b1-b0
	cols := m + 1
	score := make([]float32, (n+1)*cols)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best := max(score[(i+1)*cols+j], score[i*cols+j+1])
			if s, _ := match(a.Words[a0+i], b.Words[b0+j]); s > 0 {
				best = max(best, s+score[(i+1)*cols+j+1])
			}
			score[i*cols+j] = best
		}
	}
	var out []Match
	i, j := 0, 0
	for i < n && j < m {
		s, kind := match(a.Words[a0+i], b.Words[b0+j])
		here := score[i*cols+j]
		switch {
		case s > 0 && here == s+score[(i+1)*cols+j+1]:
			out = append(out, Match{a0 + i, b0 + j, kind})
			i, j = i+1, j+1
		case here == score[(i+1)*cols+j]:
			out = append(out, Match{a0 + i, -1, Gap})
			i++
		default:
			out = append(out, Match{-1, b0 + j, Gap})
			j++
		}
	}
	for ; i < n; i++ {
		out = append(out, Match{a0 + i, -1, Gap})
	}
	for ; j < m; j++ {
		out = append(out, Match{-1, b0 + j, Gap})
	}
	return out
}

// match scores two words in the same place.
func match(a, b view.Word) (float32, Kind) {
	telling := a.Class != view.Stop && b.Class != view.Stop
	switch {
	case a.Norm == b.Norm && telling:
		return 3, Same
	case a.Norm == b.Norm:
		return 1, Same
	case !telling:
		return 0, Gap
	case a.Key == b.Key:
		return 2.5, Alike
	case a.Class == view.Name && b.Class == view.Name && Similar(a.Norm, b.Norm):
		return 2, Alike
	case a.Class == view.Number && b.Class == view.Number:
		return 0.7, Differ
	case a.Class == view.Number || b.Class == view.Number:
		return 0, Gap
	case a.Class == view.Name && b.Class == view.Name:
		return 0.5, Differ
	}
	return 0.3, Differ
}

// Similar reports whether two names are nearly the same in letters: at most a
// third of the longer one's letters changed, one in short names.
func Similar(a, b string) bool {
	if len(a) < 4 || len(b) < 4 {
		return false
	}
	longer := max(len(a), len(b))
	return Distance(a, b) <= max(1, longer/3) && (a[0] == b[0] || strings.HasSuffix(a, b[max(0, len(b)-3):]))
}

// Distance is the optimal string alignment distance between a and b in bytes:
// insertions, deletions, substitutions and exchanges of neighbours.
func Distance(a, b string) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row := rows[(i-1+3)%3], rows[i%3], rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			c := 1
			if a[i-1] == b[j-1] {
				c = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+c)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return rows[(len(a)+1)%3][len(b)]
}
