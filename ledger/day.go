package ledger

import "time"

// daysBetween is the number of days from a to b, 0 where one is no full date.
func daysBetween(a, b string) int {
	x, errX := time.Parse(time.DateOnly, a)
	y, errY := time.Parse(time.DateOnly, b)
	if errX != nil || errY != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}
