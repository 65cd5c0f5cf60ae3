package text

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"

	"github.com/stemmanews/stemma"
)

// packed is the first byte of the packed form; another form gets another one.
const packed = 1

// errPacked says that bytes are no packed text.
var errPacked = errors.New("the packed analysis is damaged")

// Pack writes the analysis in a compact form, without the document. It is
// meant to be compressed: the fields of tokens stand in columns, numbers are
// differences, and strings are numbered.
func Pack(t *Text) []byte {
	c := &coder{number: map[string]uint64{}, doc: t.Doc.Text}
	c.text(t)
	out := []byte{packed}
	out = binary.AppendUvarint(out, uint64(len(c.strings)))
	for _, s := range c.strings {
		out = binary.AppendUvarint(out, uint64(len(s)))
		out = append(out, s...)
	}
	return append(out, c.buf...)
}

// Unpack reads what [Pack] wrote of the analysis of doc. It returns an error,
// and never panics, for bytes that are anything else.
func Unpack(doc *stemma.Document, b []byte) (*Text, error) {
	if len(b) == 0 || b[0] != packed {
		return nil, errPacked
	}
	c := &coder{reading: true, buf: b[1:], doc: doc.Text}
	n := 0
	c.length(&n)
	for range n {
		k := 0
		c.length(&k)
		if c.failed {
			return nil, errPacked
		}
		c.strings = append(c.strings, string(c.buf[:k]))
		c.buf = c.buf[k:]
	}
	t := &Text{Doc: doc}
	c.text(t)
	if c.failed || len(c.buf) > 0 || !t.sound() || t.Title != nil && !t.Title.sound() {
		return nil, errPacked
	}
	return t, nil
}

// coder writes or reads: each method does either with the variable that it is
// handed, so that the two directions cannot differ.
type coder struct {
	reading bool
	failed  bool
	buf     []byte
	doc     string
	strings []string
	number  map[string]uint64
}

func (c *coder) uint(x *uint64) {
	if !c.reading {
		c.buf = binary.AppendUvarint(c.buf, *x)
		return
	}
	v, n := binary.Uvarint(c.buf)
	if n <= 0 {
		c.failed, c.buf, *x = true, nil, 0
		return
	}
	*x, c.buf = v, c.buf[n:]
}

// int codes a number as the difference from base.
func (c *coder) int(x *int, base int) {
	d := int64(*x - base)
	u := uint64(d<<1) ^ uint64(d>>63)
	c.uint(&u)
	if c.reading {
		*x = base + int(int64(u>>1)^-int64(u&1))
	}
}

// length codes the number of things that follow; each takes a byte at least.
func (c *coder) length(n *int) {
	u := uint64(*n)
	c.uint(&u)
	if c.reading {
		if u > uint64(len(c.buf)) {
			c.failed, u = true, 0
		}
		*n = int(u)
	}
}

func (c *coder) string(s *string) {
	u := uint64(0)
	if !c.reading {
		u = c.numberOf(*s)
	}
	c.uint(&u)
	if c.reading {
		*s = c.stringAt(u)
	}
}

func (c *coder) numberOf(s string) uint64 {
	n, ok := c.number[s]
	if !ok {
		n = uint64(len(c.strings))
		c.strings = append(c.strings, s)
		c.number[s] = n
	}
	return n
}

func (c *coder) stringAt(n uint64) string {
	if n >= uint64(len(c.strings)) {
		c.failed = true
		return ""
	}
	return c.strings[n]
}

func (c *coder) bool(b *bool) {
	u := uint64(0)
	if *b {
		u = 1
	}
	c.uint(&u)
	if c.reading {
		*b = u == 1
	}
}

// span codes a span that begins near base.
func (c *coder) span(s *stemma.Span, base int) {
	c.int(&s[0], base)
	c.int(&s[1], s[0])
}

func (c *coder) spanOrNone(s **stemma.Span, base int) {
	has := *s != nil
	c.bool(&has)
	if !has {
		return
	}
	if c.reading {
		*s = new(stemma.Span)
	}
	c.span(*s, base)
}

func (c *coder) number64(x **float64) {
	has := *x != nil
	c.bool(&has)
	if !has {
		return
	}
	u := uint64(0)
	if !c.reading {
		u = math.Float64bits(**x)
	}
	u = reverse(u)
	c.uint(&u)
	if c.reading {
		*x = stemma.Number(math.Float64frombits(reverse(u)))
	}
}

// reverse turns the bytes round: the last bytes of small whole numbers are
// zeros, which then cost nothing.
func reverse(u uint64) uint64 {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], u)
	return binary.BigEndian.Uint64(b[:])
}

// list codes the length of a slice and makes room for it.
func list[T any](c *coder, l *[]T) []T {
	n := len(*l)
	c.length(&n)
	if c.reading && n > 0 {
		*l = make([]T, n)
	}
	return *l
}

func (c *coder) text(t *Text) {
	c.tokens(list(c, &t.Tokens))
	c.sentences(list(c, &t.Sentences))
	at := 0
	for i := range list(c, &t.Names) {
		x := &t.Names[i]
		at = c.stretch(&x.Span, &x.First, &x.End, at)
		c.string(&x.Type)
		c.string(&x.Name)
		c.int(&x.Entity, 0)
	}
	at = 0
	for i := range list(c, &t.Times) {
		x := &t.Times[i]
		at = c.stretch(&x.Span, &x.First, &x.End, at)
		c.string(&x.Type)
		c.string(&x.Value)
		c.string(&x.EDTF)
		c.string(&x.Mod)
	}
	c.quantities(list(c, &t.Quantities))
	at = 0
	for i := range list(c, &t.Mentions) {
		x := &t.Mentions[i]
		at = c.stretch(&x.Span, &x.First, &x.End, at)
		c.int(&x.Head, x.First)
		c.string(&x.Form)
		c.int(&x.Entity, 0)
	}
	c.entities(list(c, &t.Entities))
	has := t.Title != nil
	c.bool(&has)
	if !has || c.failed {
		return
	}
	if c.reading {
		t.Title = &Text{Doc: TitleOf(t.Doc)}
	}
	whole := c.doc
	c.doc = t.Title.Doc.Text
	c.text(t.Title)
	c.doc = whole
}

// stretch codes a span and its tokens; it returns the base of the next.
func (c *coder) stretch(s *stemma.Span, first, end *int, base int) int {
	c.span(s, base)
	c.int(first, 0)
	c.int(end, *first)
	return s[0]
}

func (c *coder) tokens(tokens []Token) {
	at := 0
	for i := range tokens {
		c.span(&tokens[i].Span, at)
		at = tokens[i].Span[1]
	}
	for _, column := range []func(*Token) *string{
		func(t *Token) *string { return &t.UPOS }, func(t *Token) *string { return &t.XPOS },
		func(t *Token) *string { return &t.Feats }, func(t *Token) *string { return &t.Rel },
	} {
		for i := range tokens {
			c.string(column(&tokens[i]))
		}
	}
	for i := range tokens {
		c.int(&tokens[i].Head, i)
	}
	for i := range tokens {
		c.bool(&tokens[i].Space)
	}
	for i := range tokens {
		c.lemma(&tokens[i])
	}
}

// Forms of lemma that need no string.
const (
	asWritten = iota
	lowered
	otherwise
)

func (c *coder) lemma(t *Token) {
	word := ""
	if s := t.Span; 0 <= s[0] && s[0] <= s[1] && s[1] <= len(c.doc) {
		word = s.In(c.doc)
	}
	u := uint64(0)
	if !c.reading {
		switch t.Lemma {
		case word:
			u = asWritten
		case strings.ToLower(word):
			u = lowered
		default:
			u = otherwise + c.numberOf(t.Lemma)
		}
	}
	c.uint(&u)
	if !c.reading {
		return
	}
	switch u {
	case asWritten:
		t.Lemma = word
	case lowered:
		t.Lemma = strings.ToLower(word)
	default:
		t.Lemma = c.stringAt(u - otherwise)
	}
}

func (c *coder) sentences(all []Sentence) {
	at, token := 0, 0
	for i := range all {
		x := &all[i]
		c.span(&x.Span, at)
		c.int(&x.First, token)
		c.int(&x.End, x.First)
		c.string(&x.Where)
		c.int(&x.Paragraph, 0)
		at, token = x.Span[1], x.End
	}
}

func (c *coder) quantities(all []Quantity) {
	at := 0
	for i := range all {
		x := &all[i]
		at = c.stretch(&x.Span, &x.First, &x.End, at)
		c.span(&x.Number, at)
		c.string(&x.Kind)
		c.number64(&x.Value.Low)
		c.number64(&x.Value.High)
		c.string(&x.Value.Comparator)
		c.string(&x.Unit)
		c.spanOrNone(&x.UnitSpan, at)
		c.string(&x.Of)
		c.spanOrNone(&x.OfSpan, at)
		c.int(&x.Head, x.First)
		c.string(&x.Per)
	}
}

func (c *coder) entities(all []Entity) {
	for i := range all {
		x := &all[i]
		for _, s := range []*string{&x.Name, &x.Type, &x.Kind, &x.Role, &x.Party} {
			c.string(s)
		}
		for k := range list(c, &x.Aliases) {
			c.string(&x.Aliases[k])
		}
		for k := range list(c, &x.Members) {
			c.int(&x.Members[k], 0)
		}
	}
}

// sound reports whether all spans and indexes of a text that was read lie
// where they must.
func (t *Text) sound() bool {
	ok := true
	span := func(s stemma.Span) { ok = ok && 0 <= s[0] && s[0] <= s[1] && s[1] <= len(t.Doc.Text) }
	tokens := func(s stemma.Span, first, end int) {
		span(s)
		ok = ok && 0 <= first && first <= end && end <= len(t.Tokens)
	}
	entity := func(e int) { ok = ok && -1 <= e && e < len(t.Entities) }
	for _, x := range t.Tokens {
		span(x.Span)
		ok = ok && -1 <= x.Head && x.Head < len(t.Tokens)
	}
	for _, x := range t.Sentences {
		tokens(x.Span, x.First, x.End)
	}
	for _, x := range t.Names {
		tokens(x.Span, x.First, x.End)
		entity(x.Entity)
	}
	for _, x := range t.Times {
		tokens(x.Span, x.First, x.End)
	}
	for _, x := range t.Quantities {
		tokens(x.Span, x.First, x.End)
		span(x.Number)
		for _, s := range []*stemma.Span{x.UnitSpan, x.OfSpan} {
			if s != nil {
				span(*s)
			}
		}
		ok = ok && -1 <= x.Head && x.Head < len(t.Tokens)
	}
	for _, x := range t.Mentions {
		tokens(x.Span, x.First, x.End)
		entity(x.Entity)
		ok = ok && -1 <= x.Head && x.Head < len(t.Tokens)
	}
	for _, x := range t.Entities {
		for _, m := range x.Members {
			entity(m)
		}
	}
	return ok
}
