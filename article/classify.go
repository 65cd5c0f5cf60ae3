package article

import (
	"strings"

	"github.com/stemmanews/stemma"
)

// classify labels every line as headline, body or a kind of furniture. title
// is the headline where it is known.
func classify(ls []line, title string) {
	for i := range ls {
		ls[i].kinds = cuesOf(ls[i].text)
		ls[i].label = kindOf(&ls[i])
	}
	begin := firstProse(ls)
	h := findHeadline(ls[:begin], title)
	for i := range ls[:begin] {
		switch {
		case i == h:
			ls[i].label = labelHeadline
		case ls[i].label == "" && h >= 0 && i > h && ls[i].kinds.has(cueAgency|cueStaff):
			ls[i].label = stemma.FurnitureAuthor
		case ls[i].label == "" && (h < 0 || i < h):
			ls[i].label = stemma.FurnitureNavigation
		case ls[i].label == "":
			ls[i].label = stemma.FurnitureOther
		}
	}
	classifyRest(ls, begin)
}

func firstProse(ls []line) int {
	for i := range ls {
		if ls[i].label == "" && prose(ls[i].text) {
			return i
		}
	}
	for i := range ls { // a report of short lines
		if ls[i].label == "" && i > 0 {
			return i
		}
	}
	return 0
}

// findHeadline picks the headline among the lines above the body, -1 where
// there is none.
func findHeadline(head []line, title string) int {
	for i := range head {
		if title != "" && strings.EqualFold(head[i].text, title) {
			return i
		}
	}
	best, score := -1, 0
	for i := range head {
		n := words(head[i].text)
		if head[i].label != "" || n < 2 {
			continue
		}
		s := min(n, 8)
		if i+1 < len(head) && (head[i+1].label == stemma.FurnitureDate || head[i+1].label == stemma.FurnitureAuthor) {
			s += 4
		}
		if s > score {
			best, score = i, s
		}
	}
	return best
}

// classifyRest labels the lines from the first paragraph on. A heading of
// related stories or of comments holds until a paragraph comes.
func classifyRest(ls []line, begin int) {
	last := begin
	for i := begin; i < len(ls); i++ {
		if ls[i].label == "" && prose(ls[i].text) && words(ls[i].text) >= 20 {
			last = i
		}
	}
	block := ""
	for i := begin; i < len(ls); i++ {
		l := &ls[i]
		switch {
		case l.label == stemma.FurnitureRelated && l.kinds.has(cueRelatedHead), l.label == stemma.FurnitureComment:
			block = l.label
		case l.label != "":
			if block == stemma.FurnitureComment {
				l.label = block
			}
		case prose(l.text) && (block == "" || words(l.text) >= 20 && i <= last):
			block, l.label = "", labelBody
		case block != "":
			l.label = block
		case i < last || strings.ContainsRune(".?!”\"", ends(l.text)):
			l.label = labelBody
		default:
			l.label = stemma.FurnitureOther
		}
	}
}

func labelWhole(ls []line) {
	for i := range ls {
		ls[i].kinds = cuesOf(ls[i].text)
		ls[i].label = labelBody
	}
	if len(ls) > 1 && ls[1].blank > 0 && !prose(ls[0].text) {
		ls[0].label = labelHeadline
	}
}
