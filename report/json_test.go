package report

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stemmanews/stemma"
)

// TestNoNullLists fills one of everything and looks for a list that is null.
func TestNoNullLists(t *testing.T) {
	r := one(reflect.TypeFor[stemma.Report]()).Interface().(stemma.Report)
	before := r
	n := Normalize(r)
	checkLists(t, reflect.ValueOf(n), "report")
	if diff := cmp.Diff(before, r); diff != "" {
		t.Errorf("Normalize changes what it is given:\n%s", diff)
	}
	var b bytes.Buffer
	if err := JSON(&b, &stemma.Report{}, false); err != nil {
		t.Fatal(err)
	}
	want := `{"version":0,"documents":[],"claims":[],"copies":{"pairs":[],"families":[],"counts":{"reports":0,"independent":0,"claimants":0},"changes":[]},"ledger":{"stories":[]},"skipped":[],"notices":[]}` + "\n"
	if b.String() != want {
		t.Errorf("the empty report is\n%swant\n%s", b.String(), want)
	}
}

// one is a value of t whose lists of structs have one element and whose other
// lists are nil.
func one(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			v.Field(i).Set(one(t.Field(i).Type))
		}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			v.Set(reflect.Append(v, one(t.Elem())))
		}
	case reflect.Pointer:
		if t.Elem().Kind() == reflect.Struct {
			v.Set(reflect.New(t.Elem()))
			v.Elem().Set(one(t.Elem()))
		}
	}
	return v
}

func checkLists(t *testing.T, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			checkLists(t, v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		if v.IsNil() {
			t.Errorf("%s is null", path)
		}
		for i := range v.Len() {
			checkLists(t, v.Index(i), path+"[]")
		}
	case reflect.Pointer:
		if !v.IsNil() {
			checkLists(t, v.Elem(), path)
		}
	}
}

func TestJSONL(t *testing.T) {
	var b bytes.Buffer
	if err := JSONL(&b, []stemma.DocumentClaims{{Path: "a<b>"}, {Path: "c"}}); err != nil {
		t.Fatal(err)
	}
	want := `{"path":"a<b>","id":"","claims":[]}` + "\n" + `{"path":"c","id":"","claims":[]}` + "\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	if strings.Count(b.String(), "\n") != 2 {
		t.Error("not one line an item")
	}
}
