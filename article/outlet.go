package article

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/stemmanews/stemma"
)

var (
	bylinePrefix = regexp.MustCompile(`(?i)^\W*(?:(?:posted|published|written|reported|story|text|words|opinion|column|comment|analysis|review|guest post|submitted|compiled|report)\s+)?by:?\s+|^\W*(?:author|byline|reporter|text):\s*`)
	bylineInside = regexp.MustCompile(`\b[Bb]y ((?:[\p{Lu}][\pL.'’-]*\s?){1,4})`)
	bylineEnd    = regexp.MustCompile(`(?i)\s+(?:\||·|•|–|—|/)\s.*$|,\s+(?:[\w'’-]+\s+){0,3}(?:writer|reporter|editor|correspondent|contributor|columnist|desk|bureau|engineer|professor)\b.*$|,?\s+with (?:agencies|reports).*$|\s+(?:in|for|at|on)\s+\p{Lu}.*$|\s+on\s+.*$|,?\s+(?:published|posted|updated|created)\b.*$`)
	bylineVerb   = regexp.MustCompile(`(?i)\b(?:said|says|was|were|is|are|has|have)\b`)
	lowerDesk    = regexp.MustCompile(`(?i)^(?:our |the )`)
)

// byline reads the author: from a line that begins with "by", from another
// author line of the page's head, from a date line with "by" in it, or from
// the name above a biography.
func byline(ls []line) string {
	begun := len(ls)
	for i := range ls {
		if ls[i].label == labelBody {
			begun = i
			break
		}
	}
	for _, read := range []func(*line) string{prefixedByline, plainByline, insideByline} {
		for i := range ls[:begun] {
			if b := read(&ls[i]); b != "" {
				return b
			}
		}
	}
	for i := begun; i+1 < len(ls); i++ {
		if ls[i].label == stemma.FurnitureAuthor && ls[i].kinds.has(cueName) && strings.HasPrefix(ls[i+1].text, ls[i].text) {
			return ls[i].text
		}
	}
	return ""
}

func prefixedByline(l *line) string {
	if l.label != stemma.FurnitureAuthor || !bylinePrefix.MatchString(l.text) {
		return ""
	}
	return cleanByline(bylinePrefix.ReplaceAllString(l.text, ""))
}

func plainByline(l *line) string {
	if l.label != stemma.FurnitureAuthor || words(l.text) < 2 || bylinePrefix.MatchString(l.text) {
		return ""
	}
	return cleanByline(l.text)
}

func insideByline(l *line) string {
	if m := bylineInside.FindStringSubmatch(l.text); m != nil && l.label == stemma.FurnitureDate {
		return cleanByline(m[1])
	}
	return ""
}

// cleanByline cuts dates, places and offices off a name; what is no name, or
// an agency's, is "".
func cleanByline(s string) string {
	if ds := findDays(s, 0); len(ds) > 0 {
		s = s[:ds[0].span[0]]
	}
	s = bylineEnd.ReplaceAllString(s, "")
	s = strings.Trim(s, " \t,;|-–—.·•:")
	if words(s) > 8 || bylineVerb.MatchString(s) || lowerDesk.MatchString(s) || agencyName.FindString(s) == s || outletWhole(s) {
		return ""
	}
	return s
}

var (
	mastheadEnd  = regexp.MustCompile(`\s*(?:\s[–—-]\s|[|·•»:]|\s{2,}|\s>|\. |, (?:English|online|international|\w+ edition)|\d+(?:\.\d)? FM).*$|\s+(?:English|online|web) (?:edition|page|version)$`)
	staffOf      = regexp.MustCompile(`(?i)^(?:(?:published |posted )?by )?((?:the )?\S+(?: \S+){0,3}?) (?:staff|team|newsroom|desk|reporters?|web ?desk)\b`)
	moreFrom     = regexp.MustCompile(`(?i)^more from (\S+ \S+(?: \S+){0,3})$`)
	biography    = regexp.MustCompile(`\b(?:for|at|of|with) ((?:[\p{Lu}][\pL&'’-]*\s?){1,5})\.?$`)
	genericLabel = regexp.MustCompile(`(?i)^(?:the )?(?:home|world|news|menu|sections?|africa|asia|europe|middle east|americas|politics|business|opinion|sports?|(?:\w+ )?(?:africa|asia|europe|america)|breaking(?: news)?|latest(?: news)?|close|live|tags?|share|date|photo|topics?|local|national|international|foreign|digest|in .*)$`)
	weekday      = regexp.MustCompile(`(?i)^\W*(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$`)
	personal     = regexp.MustCompile(`(?i)^(?:by|special|foreign|our|senior|staff|chief|web|world|news|editorial)$`)
)

// outlet reads the name of the page's outlet: from the author's biography, the
// masthead, author and date lines, a copyright line, a heading "More from …",
// the list that led to the page, the address; an agency's own report has it in
// its dateline.
func outlet(doc *stemma.Document, ls []line, listed string) string {
	for _, read := range []func([]line) string{biographyOutlet, mastheadOutlet, headOutlet, footOutlet} {
		if o := read(ls); o != "" {
			return o
		}
	}
	if listed != "" {
		return listed
	}
	if u, err := url.Parse(doc.URL); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	if len(doc.Credits) > 0 && len(doc.Body) > 0 && doc.Credits[0].Span[0] < doc.Body[0][0]+80 && !hasSite(ls) {
		return expand(doc.Credits[0].Name, doc.Text)
	}
	return ""
}

func biographyOutlet(ls []line) string {
	for i := len(ls) - 1; i >= 0 && ls[i].label != labelBody; i-- {
		if ls[i].label != stemma.FurnitureAuthor || !ls[i].kinds.has(cueBio) {
			continue
		}
		if m := biography.FindStringSubmatch(ls[i].text); m != nil {
			return strings.TrimSpace(m[1])
		}
	}
	return ""
}

// mastheadOutlet reads the first line above the headline that can be a name.
func mastheadOutlet(ls []line) string {
	for i := range ls {
		l := &ls[i]
		if l.label == labelHeadline || l.label == labelBody {
			return ""
		}
		if l.label == stemma.FurnitureNavigation || l.label == stemma.FurnitureOther || l.label == stemma.FurnitureDate {
			if o := outletIn(l); o != "" {
				return o
			}
		}
	}
	return ""
}

// headOutlet reads lines below the headline: "Harbour Post - 2 May 2031",
// "Harbour Post staff", "Harbour Post, English edition".
func headOutlet(ls []line) string {
	for i := range ls {
		l := &ls[i]
		switch {
		case l.label == labelBody:
			return ""
		case l.label == stemma.FurnitureAuthor || l.label == stemma.FurnitureDate:
			if m := staffOf.FindStringSubmatch(l.text); m != nil && !personal.MatchString(m[1]) && !bylinePrefix.MatchString(m[1]+" ") && len(findDays(m[1], 0)) == 0 && unicode.IsUpper(firstRune(m[1])) {
				return m[1]
			}
			cut := mastheadEnd.ReplaceAllString(l.text, "")
			if cut != l.text && l.label == stemma.FurnitureDate || strings.HasSuffix(strings.ToLower(l.text), "edition") || outletWhole(l.text) {
				if o := outletIn(l); o != "" {
					return o
				}
			}
		case l.label == stemma.FurnitureNavigation && mastheadEnd.MatchString(l.text):
			if o := outletIn(l); o != "" && !l.kinds.has(cueMenu) {
				return o
			}
		}
	}
	return ""
}

func outletWhole(s string) bool {
	m := outletName.FindString(s)
	return m != "" && m == s
}

// outletIn cuts a line down to what may be the outlet's name.
func outletIn(l *line) string {
	n := l.text
	if ds := findDays(n, 0); len(ds) > 0 {
		n = strings.TrimRight(n[:ds[0].span[0]], " ,|-–—·•/")
	}
	n = strings.TrimSpace(mastheadEnd.ReplaceAllString(n, ""))
	w := words(n)
	switch {
	case w < 1 || w > 5 || genericLabel.MatchString(n) || weekday.MatchString(n):
		return ""
	case l.kinds.has(cueCookies | cueShare | cueBy | cueComment | cueAgo | cueTags | cueNewsletter | cueMinutes), l.kinds.has(cueNav) && n == l.text, l.kinds.has(cueDateWord):
		return ""
	case cuesOf(n).has(cueNav | cueShare | cueTool):
		return ""
	case !strings.ContainsFunc(n, unicode.IsLetter), agencyOnly(n) && l.label == stemma.FurnitureAuthor:
		return ""
	}
	return n
}

func footOutlet(ls []line) string {
	for i := len(ls) - 1; i >= 0 && ls[i].label != labelBody; i-- {
		if m := rightsOf.FindStringSubmatch(ls[i].text); m != nil && !agencyName.MatchString(m[1]) {
			if n := trailing.ReplaceAllString(m[1], ""); words(n) >= 2 && !strings.HasSuffix(n, "All") {
				return n
			}
		}
		if m := moreFrom.FindStringSubmatch(ls[i].text); m != nil && !genericLabel.MatchString(m[1]) {
			return m[1]
		}
	}
	return ""
}

// hasSite says whether a page has the furniture of a site around its article:
// then the agency in the dateline is not its outlet.
func hasSite(ls []line) bool {
	for i := range ls {
		switch ls[i].label {
		case stemma.FurnitureNavigation, stemma.FurnitureRelated, stemma.FurnitureComment, stemma.FurnitureOther:
			return true
		}
	}
	return false
}

var capitalWords = regexp.MustCompile(`[\p{Lu}][\pL]*(?:(?: |-)[\p{Lu}][\pL]*)+`)

// expand finds the name that an agency's initials stand for in its own text.
func expand(initials, text string) string {
	if !upper(initials) || len(initials) > 6 {
		return initials
	}
	for _, name := range capitalWords.FindAllString(text, -1) {
		ws := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' })
		for from := 0; from+len(initials) <= len(ws); from++ {
			first := ""
			for _, w := range ws[from : from+len(initials)] {
				first += w[:1]
			}
			if first == initials {
				at := strings.Index(name, ws[from])
				last := ws[from+len(initials)-1]
				end := at + strings.Index(name[at:], last) + len(last)
				return name[at:end]
			}
		}
	}
	return initials
}

// firstRune returns the first letter or digit of s.
func firstRune(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
	}
	return 0
}
