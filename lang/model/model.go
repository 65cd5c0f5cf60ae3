// Package model holds the trained models that the program embeds, one file
// each, with its card (what it was trained on, how, and how good it is) beside
// it. Nothing is copied when the program starts: the files are used as they
// lie.
package model

import (
	_ "embed" // for the files below
	"encoding/binary"
	"errors"
	"fmt"
)

//go:embed parse.bin
var parse []byte

// Parse is the model of the tagger, lemmatiser and parser. It must not be
// altered.
func Parse() []byte { return parse }

// Section is a named part of a model file.
type Section struct {
	Name string
	Data []byte
}

const magic = "SMC1"

// Join writes sections into one file: a magic, their number, for each the
// lengths of name and data (uint32, little-endian) and the name, and then the
// data of all.
func Join(sections []Section) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(sections)))
	for _, s := range sections {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s.Name)))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s.Data)))
		out = append(out, s.Name...)
	}
	for _, s := range sections {
		out = append(out, s.Data...)
	}
	return out
}

// Split reads a file that [Join] wrote. The sections share memory with file.
func Split(file []byte) (map[string][]byte, error) {
	errShort := errors.New("reading a model file: it is cut short")
	if len(file) < 8 || string(file[:4]) != magic {
		return nil, fmt.Errorf("reading a model file: it does not start with %s", magic)
	}
	names, lengths := []string{}, []int{}
	at := 8
	for range binary.LittleEndian.Uint32(file[4:]) {
		if len(file) < at+8 {
			return nil, errShort
		}
		n := int(binary.LittleEndian.Uint32(file[at:]))
		lengths = append(lengths, int(binary.LittleEndian.Uint32(file[at+4:])))
		at += 8
		if len(file) < at+n {
			return nil, errShort
		}
		names = append(names, string(file[at:at+n]))
		at += n
	}
	sections := map[string][]byte{}
	for i, name := range names {
		if len(file) < at+lengths[i] {
			return nil, errShort
		}
		sections[name] = file[at : at+lengths[i] : at+lengths[i]]
		at += lengths[i]
	}
	return sections, nil
}
