package article

import (
	"regexp"
	"sort"
	"strings"

	"github.com/stemmanews/stemma"
)

// agencyName matches names of news agencies: the well-known ones, and names
// that end as agencies' names do.
var agencyName = regexp.MustCompile(`\b(?:AFP|AP|UPI|PA|DPA|dpa|ANSA|EFE|TASS|RIA Novosti|Interfax|Xinhua|Kyodo|Yonhap|KCNA|Anadolu|AAP|PTI|ANI|IANS|APA|NTB|TT|Ritzau|STT|Belga|ANP|Ukrinform|Agence France-Presse|Associated Press|(?:The )?Canadian Press|Press Association|Reuters|Bloomberg|Al Jazeera|(?:[\p{Lu}][\pL'’-]+[ -]){1,3}(?:Press Agency|News Agency|News Service|Wire Service|Press Association|Newswire|Wire|Press))\b`)

// agencyNeeds and outletNeeds are what every match of agencyName and
// outletName has.
var (
	agencyNeeds = anyOf(`AFP|AP|UPI|PA|DPA|dpa|ANSA|EFE|TASS|RIA|Interfax|Xinhua|Kyodo|Yonhap|KCNA|Anadolu|PTI|ANI|IANS|NTB|TT|Ritzau|STT|Belga|ANP|Ukrinform|Agence|Press|Reuters|Bloomberg|Al Jazeera|Agency|Service|ewswire|Wire`)
	outletNeeds = anyOf(`News|Times|Post|Herald|Tribune|Guardian|Courier|Gazette|Journal|Observer|Examiner|Standard|Star|Telegraph|Broadcasting|Chronicle|Dispatch|Review|Monitor|Independent|Globe|Mirror|Mail|Sun|Telev|TV|Radio|FM|Daily|Today|Weekly|Online|Channel|Agenc|BBC|CNN|NBC|CBS|NPR|RFI|DW|RTÉ|NHK|CBC`)
)

// dateline is the opening of an agency's report: a place, perhaps a date, the
// agency in brackets, a dash.
var dateline = regexp.MustCompile(`^(?:[\p{Lu}][\pL.'’ /-]{1,40}(?:, ?[\p{Lu}][\pL.'’ ]{1,40})?,? ?)?(?:\(([^()]{2,40})\),? ?)?(?:(?:[\p{Lu}][\pL]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [\p{Lu}][\pL]{2,8}\.?(?: \d{4})?),? ?)?(?:\(([^()]{2,40})\) ?)?(?:[-–—]{1,2}|―)\s`)

var (
	bracketed   = regexp.MustCompile(`\(([^()]{2,40})\)`)
	reportingBy = regexp.MustCompile(`(?i)(?:reporting|writing|editing|edited|compiled|translated)(?: and (?:writing|editing))? by ([^;)]+)`)
	sourceIs    = regexp.MustCompile(`(?i)(?:^|[/|]\s*)\W*(?:sources?|via|agency)\s*:\s*([^/|]{2,60}?)\s*\.?$`)
	withFrom    = regexp.MustCompile(`(?i)^\W*(?:background|with (?:reports?|inputs?|files|material|additional reporting|assistance)) from ([^)]{2,80}?)\)?\.?$`)
	rightsOf    = regexp.MustCompile(`(?i)(?:©|\(c\)|copyright)\s*(?:\d{4}\s+)?((?:[\p{Lu}][\pL&'’-]*\s?){1,6})`)
	toldAgency  = regexp.MustCompile(`\b(?:told|according to|[Ii]nterview with|reported by|quoted by)\s+(?:the (?:news )?agency\s+)?`)
	trailing    = regexp.MustCompile(`[\s.,;]+$`)
	leading     = regexp.MustCompile(`^(?:(?:By|From|With|Source|Via|In|At|For|And)\s+)+`)
)

// credits finds the agencies and people whose work the report says it uses: in
// the dateline, in credit and author lines, as a desk slug, and where a source
// spoke to an agency in the running text.
func credits(doc *stemma.Document, ls []line) []stemma.Credit {
	cs := []stemma.Credit{}
	add := func(name string, start, end int) {
		if cut := leading.FindString(name); cut != "" {
			start += len(cut)
			name = name[len(cut):]
		}
		if cut := trailing.FindStringIndex(name); cut != nil {
			end -= len(name) - cut[0]
			name = name[:cut[0]]
		}
		s := stemma.Span{start, end}
		for _, c := range cs {
			if c.Span.Overlaps(s) {
				return
			}
		}
		if name != "" {
			cs = append(cs, stemma.Credit{Name: name, Span: s})
		}
	}
	var local *regexp.Regexp
	if n := datelineCredit(ls, add); n != "" {
		local = regexp.MustCompile(`\b` + regexp.QuoteMeta(n) + `\b`)
	}
	for i := range ls {
		l := &ls[i]
		switch l.label {
		case labelHeadline, stemma.FurnitureRelated, stemma.FurnitureComment, stemma.FurnitureNavigation:
		case labelBody:
			mentions(l, local, add)
		default:
			lineCredits(l, local, add)
		}
	}
	sort.SliceStable(cs, func(i, j int) bool { return cs[i].Span[0] < cs[j].Span[0] })
	return cs
}

// datelineCredit reads the agency in the brackets of the first paragraphs'
// datelines and returns its name.
func datelineCredit(ls []line, add func(string, int, int)) string {
	name, seen := "", 0
	for i := range ls {
		l := &ls[i]
		if l.label != labelBody {
			continue
		}
		if seen++; seen > 2 {
			break
		}
		m := dateline.FindStringIndex(l.text)
		if m == nil {
			continue
		}
		for _, b := range bracketed.FindAllStringSubmatchIndex(l.text[:m[1]], -1) {
			if n := l.text[b[2]:b[3]]; len(findDays(n, 0)) == 0 {
				add(n, l.start+b[2], l.start+b[3])
				name = first(name, n)
			}
		}
	}
	return name
}

// lineCredits reads a line of furniture.
func lineCredits(l *line, local *regexp.Regexp, add func(string, int, int)) {
	if l.kinds.has(cueSlug) {
		add(l.text, l.start, l.end)
		return
	}
	for _, re := range []*regexp.Regexp{reportingBy, sourceIs, withFrom, rightsOf} {
		for _, m := range re.FindAllStringSubmatchIndex(l.text, -1) {
			for _, n := range names(l.text[m[2]:m[3]]) {
				if re != rightsOf || agencyName.MatchString(n.text) {
					add(n.text, l.start+m[2]+n.start, l.start+m[2]+n.start+len(n.text))
				}
			}
		}
	}
	if l.kinds.has(cueBio) || l.label == stemma.FurnitureOther {
		return
	}
	for _, m := range agencies(l.text, local) {
		add(l.text[m[0]:m[1]], l.start+m[0], l.start+m[1])
	}
}

type name struct {
	text  string
	start int
}

var nameJoin = regexp.MustCompile(`\s*(?:,|;|\band\b|&)\s+`)

// names splits a list of names, up to the places that follow "in".
func names(s string) []name {
	var ns []name
	pos := 0
	cut := append(nameJoin.FindAllStringIndex(s, -1), []int{len(s), len(s)})
	for _, c := range cut {
		part := s[pos:c[0]]
		if i := strings.Index(part, " in "); i > 0 {
			part = part[:i]
		}
		if t := strings.TrimSpace(part); t != "" && words(t) <= 6 {
			ns = append(ns, name{t, pos + strings.Index(part, t)})
		}
		pos = c[1]
	}
	return ns
}

// agencies finds names of agencies, and the one of this page's dateline.
func agencies(s string, local *regexp.Regexp) [][]int {
	var ms [][]int
	if agencyNeeds.in(s) {
		ms = agencyName.FindAllStringIndex(s, -1)
	}
	if local == nil {
		return ms
	}
	return append(ms, local.FindAllStringIndex(s, -1)...)
}

// outletName matches names that say of themselves that they are outlets'.
var outletName = regexp.MustCompile(`\b(?:[\p{Lu}][\pL'’-]+ ){1,3}(?:News|Times|Post|Herald|Tribune|Guardian|Courier|Gazette|Journal|Observer|Examiner|Standard|Star|Telegraph|Broadcasting|Chronicle|Dispatch|Review|Monitor|Independent|Globe|Mirror|Mail|Sun|Television|TV|Radio|FM|Daily|Today|Weekly|Online)\b|\b(?:Radio|Televisión|Television|TV|Channel|Agencia|Agence) (?:[\p{Lu}\d][\pL\d'’-]*)(?: [\p{Lu}][\pL'’-]+)?|\b(?:BBC|CNN|NBC|CBS|ABC News|NPR|RFI|DW|RTÉ|NHK|CBC|Sky News|Fox News)\b`)

// someAgency matches an agency that only the word agency shows to be one.
var someAgency = regexp.MustCompile(`\b([\p{Lu}]{2,6})(?: news| press)? agency\b`)

// mentions finds agencies and outlets that a source spoke to, that first
// reported something, or that speak of their own checking, in running text.
func mentions(l *line, local *regexp.Regexp, add func(string, int, int)) {
	if !mayMention.in(l.text) {
		return
	}
	if strings.Contains(l.text, "agency") {
		someAgencies(l, add)
	}
	found := agencies(l.text, local)
	if outletNeeds.in(l.text) {
		found = append(found, outletName.FindAllStringIndex(l.text, -1)...)
	}
	for _, m := range found {
		if toldAgency.MatchString(l.text[runeFloor(l.text, max(0, m[0]-30)):m[0]]) || ownWork.MatchString(l.text[m[1]:]) {
			add(l.text[m[0]:m[1]], l.start+m[0], l.start+m[1])
		}
	}
}

func someAgencies(l *line, add func(string, int, int)) {
	for _, m := range someAgency.FindAllStringSubmatchIndex(l.text, -1) {
		add(l.text[m[2]:m[3]], l.start+m[2], l.start+m[3])
	}
}

// mayMention is a cheap test of what mentions looks for.
var mayMention = anyOf(`told |according to|journalist|correspondent|photographer|nterview with|report|quoted by|described|put it|wrote|verif|confirm|check|establish|agency|saw |visit|reached`)

var ownWork = regexp.MustCompile(`(?i)^(?: \([^()]{2,8}\))? (?:(?:first )?(?:reported|reports|wrote|put it|described)\b|(?:(?:could|was|has|is|were)(?: not|n['’]t)|had no)\b.{0,60}(?:verif|confirm|check|establish|saw|visit|reached)|(?:reporters?|correspondents?|journalists?|photographers?)\b)`)
