package judge

import "github.com/stemmanews/stemma/kin/view"

// Misspelt gives for each report the part of its names, 0 to 1, whose spelling
// hardly anybody else in the input has while most others spell the same name
// alike: the mark of a slip, or of a way through another language. Names are
// the same where they sound the same.
func Misspelt(views []*view.View) []float64 {
	docs := map[string]map[string]int{} // sound: spelling: reports that have it
	own := make([][][2]string, len(views))
	for i, v := range views {
		seen := map[string]bool{}
		for _, w := range v.Words {
			if w.Class != view.Name || seen[w.Norm] {
				continue
			}
			seen[w.Norm] = true
			own[i] = append(own[i], [2]string{w.Key, w.Norm})
			if docs[w.Key] == nil {
				docs[w.Key] = map[string]int{}
			}
			docs[w.Key][w.Norm]++
		}
	}
	out := make([]float64, len(views))
	for i, names := range own {
		odd := 0
		for _, n := range names {
			if spellings := docs[n[0]]; 3*spellings[n[1]] <= most(spellings) {
				odd++
			}
		}
		out[i] = float64(odd) / float64(max(1, len(names)))
	}
	return out
}

func most(n map[string]int) int {
	best := 0
	for _, k := range n {
		best = max(best, k)
	}
	return best
}
