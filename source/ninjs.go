package source

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stemmanews/stemma"
)

// newsItem is a ninjs item (IPTC News in JSON). Versions 1 write headline_NAME
// and body_NAME, versions 2 lists with roles, versions 3 the names of 2 with
// capitals inside; keys are kept in lower case so that all read alike.
type newsItem map[string]json.RawMessage

// maxAssociated is how deep items may hold each other.
const maxAssociated = 4

// ninjsItem reads data as a ninjs item: an object with an identifier and some
// key that only news items have.
func ninjsItem(data []byte) (newsItem, bool) {
	var raw map[string]json.RawMessage
	if json.Unmarshal(data, &raw) != nil {
		return nil, false
	}
	item := newsItem{}
	for _, k := range slices.Sorted(maps.Keys(raw)) {
		item[strings.ToLower(k)] = raw[k]
	}
	if item.text("uri") == "" && item.text("guid") == "" {
		return nil, false
	}
	for k := range item {
		switch name, _, _ := strings.Cut(k, "_"); name {
		case "body", "bodies", "headline", "headlines", "versioncreated", "pubstatus", "representationtype":
			return item, true
		}
	}
	return nil, false
}

// text is the value of a key where it is a string.
func (n newsItem) text(key string) string {
	var s string
	if json.Unmarshal(n[key], &s) != nil {
		return ""
	}
	return strings.TrimSpace(s)
}

// valued is one of several values of a news item, told apart by its role.
type valued struct{ role, media, value string }

// all lists the values of a property: those of its list (versions 2 and 3),
// then key and key_ROLE (versions 1) by name.
func (n newsItem) all(list, key string) []valued {
	var out []valued
	var items []struct{ Role, ContentType, Value string }
	if json.Unmarshal(n[list], &items) == nil {
		for _, x := range items {
			out = append(out, valued{x.Role, x.ContentType, x.Value})
		}
	}
	for _, k := range slices.Sorted(maps.Keys(n)) {
		if role, ok := strings.CutPrefix(k, key); ok && (role == "" || role[0] == '_') {
			out = append(out, valued{strings.TrimPrefix(role, "_"), "", n.text(k)})
		}
	}
	return slices.DeleteFunc(out, func(v valued) bool { return strings.TrimSpace(v.value) == "" })
}

// body picks the fullest form of the text: marked up as HTML, as plain text,
// in some other markup.
func (n newsItem) body() (text, kind string) {
	rank := func(v valued) int {
		media := strings.ToLower(v.media + " " + v.role)
		tags := strings.HasPrefix(strings.TrimSpace(v.value), "<") && anyTag.MatchString(v.value)
		switch {
		case strings.Contains(media, "nitf"), strings.Contains(media, "/xml"):
			return 2
		case tags:
			return 0
		}
		return 1
	}
	bodies := n.all("bodies", "body")
	if len(bodies) == 0 {
		return "", ""
	}
	slices.SortStableFunc(bodies, func(a, b valued) int { return cmp.Compare(rank(a), rank(b)) })
	if kind = HTML; rank(bodies[0]) == 1 {
		kind = Plain
	}
	return bodies[0].value, kind
}

// headline is the one for its main role, else the first.
func (n newsItem) headline() string {
	all := n.all("headlines", "headline")
	for _, h := range all {
		if h.role == "main" || h.role == "" {
			return h.value
		}
	}
	if len(all) > 0 {
		return all[0].value
	}
	return ""
}

// provider is who supplied the item: the source that it names, else the holder
// of its rights.
func (n newsItem) provider() string {
	for _, key := range []string{"infosources", "infosource"} {
		var sources []struct{ Name, Role string }
		if json.Unmarshal(n[key], &sources) == nil {
			for _, s := range sources {
				if s.Name != "" {
					return s.Name
				}
			}
		}
	}
	return firstOf(n.text("copyrightholder"), n.text("source"))
}

func (n newsItem) given() Given {
	g := Given{
		Title: n.headline(), Outlet: n.provider(), Byline: withoutBy(firstOf(n.text("by"), n.text("byline"))),
		Published: firstOf(n.text("versioncreated"), n.text("contentcreated"), n.text("firstcreated")),
		Language:  n.text("language"),
	}
	if u := n.text("uri"); IsWeb(u) {
		g.URL = u
	}
	return g
}

// withoutBy cuts the "By" off a byline.
func withoutBy(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		return strings.TrimSpace(s[3:])
	}
	return s
}

// ninjs reads one item and the text items that it holds. saved are its bytes
// as they were given; name stands for it where it has no name itself.
func (r *reader) ninjs(in input, n newsItem, saved []byte, name string, depth int) bool {
	text, kind := n.body()
	id := firstOf(n.text("uri"), n.text("guid"))
	raw := Raw{
		Path: firstOf(id, name), File: in.full + strings.TrimPrefix(name, in.name), Given: n.given().over(in.given),
		Text: text, Kind: kind, Charset: "utf-8", Notices: standing(n.text("pubstatus")),
	}
	held := n.associated()
	switch {
	case text != "":
		k := r.keeperOf(saved)
		raw.SHA256, raw.Saved = k.sum(), k.kept.Bytes()
		if !r.emit(raw, name) {
			return false
		}
	case len(held) == 0 || depth == 0 && !slices.ContainsFunc(held, hasBody):
		return r.fail(raw.Path, fmt.Sprintf("is a news item (%s) without text", firstOf(n.text("type"), "of no type")), "give the text items", nil)
	}
	for i, data := range held {
		if item, ok := ninjsItem(data); ok && hasBody(data) && depth < maxAssociated {
			if !r.ninjs(in, item, data, fmt.Sprintf("%s.%d", name, i+1), depth+1) {
				return false
			}
		}
	}
	return true
}

// associated lists the items that an item holds: an object by name in versions
// 1, a list in versions 2 and 3.
func (n newsItem) associated() []json.RawMessage {
	var list []json.RawMessage
	if json.Unmarshal(n["associations"], &list) == nil {
		return list
	}
	var named map[string]json.RawMessage
	if json.Unmarshal(n["associations"], &named) != nil {
		return nil
	}
	for _, k := range slices.Sorted(maps.Keys(named)) {
		list = append(list, named[k])
	}
	return list
}

func hasBody(data json.RawMessage) bool {
	item, ok := ninjsItem(data)
	if !ok {
		return false
	}
	text, _ := item.body()
	return text != "" || slices.ContainsFunc(item.associated(), func(d json.RawMessage) bool {
		inner, ok := ninjsItem(d)
		if !ok {
			return false
		}
		text, _ := inner.body()
		return text != ""
	})
}

// standing tells where the provider has withdrawn an item.
func standing(status string) []stemma.Notice {
	status = status[strings.LastIndexByte(status, ':')+1:] // of a qcode such as stat:usable
	switch strings.ToLower(status) {
	case "canceled", "cancelled":
		return []stemma.Notice{{Kind: "withdrawn", Text: "its provider has withdrawn it"}}
	case "withheld":
		return []stemma.Notice{{Kind: "withdrawn", Text: "its provider holds it back: it is not for publication yet"}}
	}
	return nil
}
