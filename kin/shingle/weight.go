package shingle

const (
	// fullBucket is the number of reports up to which all that share a feature
	// are paired; beyond, each is paired with its next neighbours only, so that
	// stock phrases and large families cost no square.
	fullBucket = 64
	neighbours = 6
	// leastShared is the weight of shared features from which a pair is looked
	// at, and leastPart the part of the shorter report's features.
	leastShared = 2.5
	leastPart   = 0.02
	// quarter is the unit in which weights are added up.
	quarter = 0.25
)

// rarity weighs a feature that n reports share, in quarters.
func rarity(n int) uint16 {
	switch {
	case n <= 8:
		return 4
	case n <= fullBucket:
		return 2
	}
	return 1
}

// enough reports whether two reports with that many features share enough of
// them, in quarters, to be compared.
func enough(shared uint32, a, b int) bool {
	s := quarter * float64(shared)
	return s >= leastShared && s >= leastPart*float64(min(a, b))
}
