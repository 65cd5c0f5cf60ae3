package source

import "bytes"

// Again reads one report from its saved bytes, as [Open] read it from its
// file: path is the name that it had then and given what was said of it beside
// its text. The error is an [*Error].
func Again(path string, saved []byte, given Given, o Options) (Raw, error) {
	var raw Raw
	var err error
	r := &reader{opts: o.withDefaults(), taken: map[string]bool{}, manifests: map[string]*manifest{}}
	r.yield = func(x Raw, e error) bool {
		raw, err = x, e
		return false
	}
	r.stream(input{name: path, full: path, given: given, size: int64(len(saved))}, bytes.NewReader(saved))
	if err != nil {
		return Raw{}, err
	}
	raw.Path = path
	for i := range raw.Notices {
		raw.Notices[i].Path = path
	}
	return raw, nil
}
