package conllu

import (
	"strings"
	"testing"
)

const sample = `# newdoc id = a
# sent_id = 1
1-2	Don't	_	_	_	_	_	_	_	_
1	Do	do	AUX	VB	_	3	aux	_	_
2	n't	not	PART	RB	_	3	advmod	_	_
3	go	go	VERB	VB	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

# newdoc id = b
1	Yes	yes	INTJ	UH	_	0	root	_	_

`

func TestReadKeepsTokensAndLines(t *testing.T) {
	docs, err := Read(strings.NewReader(sample), "x")
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || docs[0].Text.Doc.Text != "Don't go." || docs[1].Text.Doc.Path != "b" {
		t.Fatalf("docs: %d, text %q", len(docs), docs[0].Text.Doc.Text)
	}
	if k := docs[0].Text.Tokens[0]; k.UPOS != "" || k.Space {
		t.Errorf("first token %+v: the annotation is forgotten, and n't touches", k)
	}
	var out strings.Builder
	for _, d := range docs {
		if err := d.Write(&out); err != nil {
			t.Fatal(err)
		}
	}
	got, want := strings.Split(out.String(), "\n"), strings.Split(sample, "\n")
	if len(got) != len(want) {
		t.Fatalf("%d lines out, %d in:\n%s", len(got), len(want), out.String())
	}
	for i := range got {
		a, b := strings.Split(got[i], "\t"), strings.Split(want[i], "\t")
		if len(a) == 10 && (a[0] != b[0] || a[1] != b[1] || a[9] != b[9]) || len(a) != 10 && got[i] != want[i] {
			t.Errorf("line %d: %q, want the tokens of %q", i+1, got[i], want[i])
		}
	}
}

func TestWriteReadsBack(t *testing.T) {
	docs, err := Read(strings.NewReader(sample), "x")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := Write(&out, docs[0].Text); err != nil {
		t.Fatal(err)
	}
	again, err := Read(strings.NewReader(out.String()), "x")
	if err != nil {
		t.Fatal(err)
	}
	if again[0].Text.Doc.Text != "Don't go." || !strings.Contains(out.String(), "1-2\tDon't\t") {
		t.Errorf("read back %q from\n%s", again[0].Text.Doc.Text, out.String())
	}
}

func TestNames(t *testing.T) {
	in := "# newdoc id = a\nAda\tB-PER\nsang\tO\n\n"
	docs, err := ReadNames(strings.NewReader(in), "x")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := docs[0].Write(&out); err != nil {
		t.Fatal(err)
	}
	if want := strings.Replace(in, "B-PER", "O", 1); out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestBadColumns(t *testing.T) {
	if _, err := Read(strings.NewReader("1\tx\n"), "file"); err == nil || !strings.Contains(err.Error(), "file, line 1") {
		t.Errorf("error %v, want one that names file and line", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-9\ta\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := Read(strings.NewReader(in), "x")
		if err != nil {
			return
		}
		for _, d := range docs {
			for _, k := range d.Text.Tokens {
				if k.Span[0] < 0 || k.Span[1] > len(d.Text.Doc.Text) {
					t.Fatalf("span %v outside the text", k.Span)
				}
			}
			var out strings.Builder
			if err := d.Write(&out); err != nil {
				t.Fatal(err)
			}
		}
	})
}
