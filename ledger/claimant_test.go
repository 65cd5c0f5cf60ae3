package ledger

import "testing"

// A country is not short for a body of it, nor for itself and another.
func TestUnifyLeavesCountriesAlone(t *testing.T) {
	r := newRegister()
	norway := r.put("Norway", "Norway", false)
	both := r.put("Sweden; Norway", "", false)
	guard := r.put("coast guard", "", false)
	full := r.put("Norland Coast Guard", "", false)
	to := r.unify()
	if to[norway] != norway || to[both] != both {
		t.Errorf("Norway stands under %d, both under %d: want each under itself", to[norway], to[both])
	}
	if to[guard] != full {
		t.Errorf("coast guard stands under %d, want %d", to[guard], full)
	}
}
