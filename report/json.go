package report

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
)

// JSON writes v (a report or a part of one) as one JSON object and a line feed,
// over several lines where indent is set. Lists are never null: an absent one
// is []. Angle brackets stay as they are, for the reader's sake; whoever puts
// the output into a page must escape it there.
func JSON(w io.Writer, v any, indent bool) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if indent {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(Normalize(v)); err != nil {
		return fmt.Errorf("report: writing JSON: %w", err)
	}
	return nil
}

// JSONL writes each item as one line of JSON, normalized like [JSON].
func JSONL[T any](w io.Writer, items []T) error {
	for i := range items {
		if err := JSON(w, &items[i], false); err != nil {
			return err
		}
	}
	return nil
}

// Normalize returns a copy of v in which every nil slice is an empty one, at
// any depth; v itself stays as it is. Nil pointers stay nil: they mean "not
// known".
func Normalize[T any](v T) T {
	in := reflect.ValueOf(&v).Elem()
	out := reflect.New(in.Type()).Elem()
	out.Set(filled(in))
	return out.Interface().(T)
}

// filled is the recursion of Normalize: v copied as deep as lists can stand.
func filled(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		p := reflect.New(v.Type().Elem())
		p.Elem().Set(filled(v.Elem()))
		return p
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		return filled(v.Elem())
	case reflect.Slice:
		return filledSlice(v)
	case reflect.Struct:
		return filledStruct(v)
	}
	return v
}

func filledSlice(v reflect.Value) reflect.Value {
	if v.Len() == 0 {
		return reflect.MakeSlice(v.Type(), 0, 0)
	}
	if flat(v.Type().Elem()) {
		return v
	}
	s := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		s.Index(i).Set(filled(v.Index(i)))
	}
	return s
}

func filledStruct(v reflect.Value) reflect.Value {
	s := reflect.New(v.Type()).Elem()
	s.Set(v)
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() {
			s.Field(i).Set(filled(v.Field(i)))
		}
	}
	return s
}

// flat reports whether values of t hold no list.
func flat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Struct, reflect.Map:
		return false
	}
	return true
}
