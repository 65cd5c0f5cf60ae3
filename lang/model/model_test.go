package model

import "testing"

func TestJoinSplit(t *testing.T) {
	file := Join([]Section{{"a", []byte("one")}, {"empty", nil}, {"b", []byte("two")}})
	got, err := Split(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got["a"]) != "one" || string(got["b"]) != "two" || len(got["empty"]) != 0 || len(got) != 3 {
		t.Errorf("got %q", got)
	}
	for n := range len(file) {
		if _, err := Split(file[:n]); err == nil {
			t.Errorf("no error for the first %d of %d bytes", n, len(file))
		}
	}
}

func TestSize(t *testing.T) {
	if n := len(Parse()); n > 14<<20 {
		t.Errorf("the parser's model has %d bytes; 14 MiB is its share of the 20 MB for all", n)
	}
}
