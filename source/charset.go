package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// DecodeXML turns the bytes of an XML or JSON document, such as a feed, into
// UTF-8, as documents are: a byte-order mark decides, then validity as UTF-8,
// then label, which came with the bytes, then the XML declaration. The error
// is the end of a sentence that begins with the document's name.
func DecodeXML(data []byte, label string) (string, error) {
	_, name := charset.Lookup(label)
	if m := xmlEncoding.FindSubmatch(data[:min(len(data), 1024)]); m != nil && (name == "" || name == "utf-8") {
		label = string(m[1]) // bytes that are UTF-8 never come to it
	}
	text, _, err := decode(data, false, label)
	return text, err
}

// encodingFound is the encoding that a text was read from; remark is not empty
// where it had to be guessed or the text is damaged.
type encodingFound struct{ name, remark string }

// charsetError says why bytes are no text in any encoding that can be told.
type charsetError struct{ reason, hint string }

func (e *charsetError) Error() string { return e.reason }

const hintUTF8 = "convert it to UTF-8, for example with iconv"

// decode turns the bytes of a document into UTF-8. A byte-order mark decides,
// then validity as UTF-8, then label, which came with the bytes, then what an
// HTML page declares; the last guess is Windows-1252, as browsers do. UTF-8
// comes out byte for byte as it went in.
func decode(data []byte, html bool, label string) (string, encodingFound, error) {
	if m, ok := marked(data); ok {
		return checked(m.text, m.found)
	}
	if text, ok := wide(data); ok {
		return checked(text, encodingFound{"utf-16", "it has no byte-order mark; read as UTF-16 by its zero bytes"})
	}
	if utf8.Valid(data) && !((html || label != "") && escapes(data)) {
		return checked(string(data), encodingFound{name: "utf-8"})
	}
	if enc, name := charset.Lookup(label); enc != nil && name != "utf-8" && name != "replacement" {
		return checked(convert(enc, data), encodingFound{name: name})
	}
	if html {
		if enc, name := declared(data); enc != nil {
			return checked(convert(enc, data), encodingFound{name: name})
		}
	}
	return guess(data)
}

type markedText struct {
	text  string
	found encodingFound
}

// marked decodes data that begins with a byte-order mark.
func marked(data []byte) (markedText, bool) {
	switch {
	case bytes.HasPrefix(data, boms[0]):
		data = data[len(boms[0]):]
		if utf8.Valid(data) {
			return markedText{string(data), encodingFound{name: "utf-8"}}, true
		}
		return markedText{strings.ToValidUTF8(string(data), "\uFFFD"), encodingFound{"utf-8", remarkDamaged}}, true
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}):
		return markedText{convert(utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM), data), encodingFound{name: "utf-32le"}}, true
	case bytes.HasPrefix(data, boms[1]):
		return markedText{convert(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), data), encodingFound{name: "utf-16le"}}, true
	case bytes.HasPrefix(data, boms[2]):
		return markedText{convert(unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), data), encodingFound{name: "utf-16be"}}, true
	}
	return markedText{}, false
}

const remarkDamaged = "some bytes are not valid UTF-8; they stand as U+FFFD in the text"

// wide decodes UTF-16 with a byte-order mark, or without one where nearly
// every second byte is zero, as in text of Western languages.
func wide(data []byte) (string, bool) {
	if bytes.HasPrefix(data, boms[1]) || bytes.HasPrefix(data, boms[2]) {
		m, _ := marked(data)
		return m.text, true
	}
	head := data[:min(len(data), headBytes)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 8:
		return "", false
	case zeros[1]*10 > half*8 && zeros[0]*10 < half:
		return convert(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), data), true
	case zeros[0]*10 > half*8 && zeros[1]*10 < half:
		return convert(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), data), true
	}
	return "", false
}

// escapes says whether ASCII bytes may hide an escape-coded text (ISO-2022-JP).
func escapes(data []byte) bool { return bytes.Contains(data, []byte("\x1b$")) }

// declared returns the encoding that a page names in its first 1024 bytes. A
// page that wrongly names UTF-8 is left to the guess.
func declared(data []byte) (encoding.Encoding, string) {
	enc, name, sure := charset.DetermineEncoding(data, "")
	if name == "utf-8" || !sure && !bytes.Contains(bytes.ToLower(data[:min(len(data), 1024)]), []byte("charset")) {
		return nil, ""
	}
	return enc, name
}

// guess reads bytes that no mark and no declaration explains: UTF-8 with some
// damage, else Windows-1252 where letters of that set are as rare as Western
// European languages have them.
func guess(data []byte) (string, encodingFound, error) {
	good, bad, high := tally(data)
	if good > 4*bad {
		return strings.ToValidUTF8(string(data), "\uFFFD"), encodingFound{"utf-8", remarkDamaged}, nil
	}
	if high*4 > len(data) {
		return "", encodingFound{}, &charsetError{"is not in UTF-8, and its encoding can't be told", hintUTF8}
	}
	return checked(convert(charmap.Windows1252, data), encodingFound{"windows-1252", "it is not UTF-8 and names no encoding; read as Windows-1252"})
}

// tally counts valid multi-byte sequences, bytes that are in none, and all
// bytes above ASCII.
func tally(data []byte) (good, bad, high int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		high += n
		i += n
	}
	return good, bad, high
}

func convert(enc encoding.Encoding, data []byte) string {
	out, _ := enc.NewDecoder().Bytes(data) // decoders replace what is invalid and never fail on whole input
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// checked refuses text that is mostly replacement characters or controls.
func checked(text string, found encodingFound) (string, encodingFound, error) {
	if strings.IndexByte(text, 0) >= 0 || controls([]byte(text)) > len(text)/50 {
		return "", encodingFound{}, &charsetError{"is binary", "give text, HTML or JSON files"}
	}
	if strings.Count(text, "\uFFFD")*20 > len(text) {
		return "", encodingFound{}, &charsetError{"is not in the encoding that it declares", hintUTF8}
	}
	return text, found, nil
}
