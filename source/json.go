package source

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/stemmanews/stemma"
)

// article is the JSON form of a document; unknown fields are left alone.
type article struct {
	Path      string  `json:"path"`
	URL       string  `json:"url"`
	Outlet    string  `json:"outlet"`
	Title     string  `json:"title"`
	Byline    string  `json:"byline"`
	Published string  `json:"published"`
	Language  string  `json:"language"`
	Text      *string `json:"text"`
	HTML      *string `json:"html"`
}

const hintArticle = `an article is an object with "text" or "html"`

// json reads JSON lines, or one object, or one array of objects. Lines are
// streamed, so that only each of them has to be below the limit.
func (r *reader) json(in input, body *bufio.Reader) bool {
	head, _ := body.Peek(headBytes)
	array := bytes.HasPrefix(opening(head), []byte("["))
	first, err := r.line(body)
	switch {
	case errors.Is(err, errTooLong) && array:
		return r.tooLarge(in.name, in.size)
	case errors.Is(err, errTooLong):
		return r.lines(in, body, nil, err)
	case err != nil && err != io.EOF:
		return r.failRead(in.name, err)
	}
	if json.Valid(bytes.TrimSpace(bytes.TrimPrefix(first, boms[0]))) && !array {
		return r.lines(in, body, first, err)
	}
	data, rest, err := r.whole(body, first)
	switch {
	case err != nil:
		return r.failRead(in.name, err)
	case rest == nil && json.Valid(data):
		return r.value(in, data)
	case rest != nil && array:
		return r.tooLarge(in.name, in.size)
	case rest == nil && !someLine(data):
		return r.fail(in.name, "is not valid JSON", "save it again", json.Unmarshal(data, new(any)))
	case rest == nil:
		rest = bytes.NewReader(nil)
	}
	all := bufio.NewReaderSize(io.MultiReader(bytes.NewReader(data), rest), headBytes)
	first, err = r.line(all)
	return r.lines(in, all, first, err)
}

// someLine says whether some line is an object by itself.
func someLine(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); bytes.HasPrefix(line, []byte("{")) && json.Valid(line) {
			return true
		}
	}
	return false
}

// whole reads all that is left behind first, up to the limit; rest is what
// stands beyond it, nil where nothing does.
func (r *reader) whole(body *bufio.Reader, first []byte) (data []byte, rest io.Reader, err error) {
	more, err := io.ReadAll(io.LimitReader(body, r.opts.MaxBytes+1-int64(len(first))))
	if err != nil {
		return nil, nil, err
	}
	data = append(bytes.Clone(first), more...)
	if int64(len(data)) > r.opts.MaxBytes {
		return data, body, nil
	}
	return bytes.TrimPrefix(data, boms[0]), nil, nil
}

// value reads a file that is one JSON value: an article, or an array of them.
func (r *reader) value(in input, data []byte) bool {
	data = bytes.TrimSpace(data)
	if data[0] != '[' {
		return r.article(in, data, in.name)
	}
	var items []json.RawMessage
	if err := json.Unmarshal(data, &items); err != nil {
		return r.fail(in.name, "is not valid JSON", "save it again", err)
	}
	if len(items) == 0 {
		return r.fail(in.name, "is empty", "give a file with articles in it", nil)
	}
	for i, item := range items {
		if !r.article(in, item, fmt.Sprintf("%s:%d", in.name, i+1)) {
			return false
		}
	}
	return true
}

// lines reads JSON lines, the first of which has been read. A line that can't
// be read is reported, the others are not affected.
func (r *reader) lines(in input, body *bufio.Reader, line []byte, err error) bool {
	some := false
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s:%d", in.name, n)
		if n == 1 {
			line = bytes.TrimPrefix(line, boms[0])
		}
		line = bytes.TrimRight(line, "\r\n")
		going := true
		switch {
		case errors.Is(err, errTooLong):
			some, going = true, r.tooLarge(name, -1)
		case err != nil && err != io.EOF:
			return r.failRead(in.name, err)
		case len(bytes.TrimSpace(line)) > 0:
			some, going = true, r.article(in, line, name)
		}
		switch {
		case !going:
			return false
		case err == io.EOF && !some:
			return r.fail(in.name, "is empty", "give a file with articles in it", nil)
		case err == io.EOF:
			return true
		}
		line, err = r.line(body)
	}
}

var errTooLong = errors.New("line is over the limit")

// line reads up to the next newline, which stays on. What is over the limit
// is thrown away, and the error is errTooLong.
func (r *reader) line(body *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := body.ReadSlice('\n')
		if int64(len(line)+len(part)) > r.opts.MaxBytes+2 {
			long, line = true, nil
		}
		if !long {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case long && (err == nil || err == io.EOF):
			return nil, errTooLong
		default:
			return line, err
		}
	}
}

// article reads one object. name stands for it where it has no name itself.
func (r *reader) article(in input, data []byte, name string) bool {
	sum, saved := sha256.Sum256(data), data
	data, remark := jsonUTF8(data)
	var a article
	err := json.Unmarshal(data, &a)
	if a.Text == nil && a.HTML == nil {
		if item, ok := ninjsItem(data); ok {
			return r.ninjs(in, item, saved, name, 0)
		}
	}
	if err != nil {
		return r.fail(name, "is not a JSON article", hintArticle, err)
	}
	raw := Raw{Path: name, Kind: Plain, Charset: "utf-8", Given: Given{
		URL: a.URL, Outlet: a.Outlet, Title: a.Title, Byline: a.Byline, Published: a.Published, Language: a.Language,
	}.over(in.given)}
	if p := firstOf(a.Path, a.URL); p != "" {
		raw.Path = p
	}
	raw.File = in.full + strings.TrimPrefix(name, in.name)
	if a.Path != "" {
		raw.File = in.full + "#" + a.Path
	}
	switch {
	case a.Text != nil && *a.Text != "":
		raw.Text = *a.Text
	case a.HTML != nil:
		raw.Text, raw.Kind = *a.HTML, HTML
	case a.Text == nil:
		return r.fail(name, `has neither "text" nor "html"`, hintArticle, nil)
	}
	raw.Text = strings.TrimPrefix(raw.Text, "\uFEFF")
	if strings.TrimSpace(raw.Text) == "" {
		return r.fail(raw.Path, "is empty", "give an article with text in it", nil)
	}
	if remark != "" {
		raw.Charset = "windows-1252"
		raw.Notices = []stemma.Notice{{Kind: "charset", Text: remark}}
	}
	raw.SHA256 = hex.EncodeToString(sum[:])
	if r.opts.Saved {
		raw.Saved = saved
	}
	return r.emit(raw, name)
}

// jsonUTF8 reads JSON that breaks its standard and is not UTF-8 as
// Windows-1252.
func jsonUTF8(data []byte) ([]byte, string) {
	if utf8.Valid(data) {
		return data, ""
	}
	return []byte(convert(charmap.Windows1252, data)), "the JSON is not UTF-8; read as Windows-1252"
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
