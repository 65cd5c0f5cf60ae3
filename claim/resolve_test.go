package claim

import (
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/coref"
)

func TestSpeakers(t *testing.T) {
	person := coref.Source{Name: "Odo Velling", Kind: stemma.KindPerson}
	body := coref.Source{Name: "Harbour Board", Kind: stemma.KindOrganisation}
	stray := coref.Source{Name: "own figure", Kind: stemma.KindUnnamed}
	nurse := coref.Source{Name: "nurse", Kind: stemma.KindUnnamed}
	for _, tt := range []struct {
		name  string
		parts []coref.Source
		want  []string
	}{
		{"a stray beside a body", []coref.Source{stray, body}, []string{"Harbour Board"}},
		{"a person and a body speak together", []coref.Source{person, body}, []string{"Odo Velling", "Harbour Board"}},
		{"nobody is named", []coref.Source{nurse, stray}, []string{"nurse", "own figure"}},
		{"no part", nil, nil},
	} {
		got := speakers(tt.parts)
		if len(got) != len(tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
			continue
		}
		for i := range got {
			if got[i].Name != tt.want[i] {
				t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
			}
		}
	}
}
