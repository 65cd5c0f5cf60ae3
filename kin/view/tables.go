package view

import (
	_ "embed"
	"strings"
)

// common.txt holds the most frequent words of the English UD treebanks
// (function words and names aside) and stock words of news.
//
//go:embed common.txt
var commonText string

var commonStems = stems(commonText)

var stopWords = set(`
a an the and or but nor so yet if then than that this these those there here it its he him his she
her hers they them their theirs we us our ours you your yours i me my mine who whom whose which what
when where why how of in on at by for with from to into onto upon over under about above below
between among through during before after since until till against within without across along
around near off out up down as per via be am is are was were been being have has had having do does
did done will would shall should can could may might must not no also too very only just even still
again both each every some any all most more much many few other another such own same s t re ve ll
d m nt not said say says saying told tell`)

// calendar words are capitalised without being names.
var calendar = set(`monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december`)

var numberWords = pairs(`zero:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11
twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 twenty-one:21 twenty-two:22 twenty-three:23
twenty-four:24 twenty-five:25 twenty-six:26 twenty-seven:27 twenty-eight:28 twenty-nine:29 thirty:30 thirty-one:31 thirty-two:32 thirty-three:33 thirty-four:34 thirty-five:35
thirty-six:36 thirty-seven:37 thirty-eight:38 thirty-nine:39 forty:40 forty-one:41 forty-two:42 forty-three:43 forty-four:44 forty-five:45 forty-six:46 forty-seven:47
forty-eight:48 forty-nine:49 fifty:50 fifty-one:51 fifty-two:52 fifty-three:53 fifty-four:54 fifty-five:55 fifty-six:56 fifty-seven:57 fifty-eight:58 fifty-nine:59
sixty:60 sixty-one:61 sixty-two:62 sixty-three:63 sixty-four:64 sixty-five:65 sixty-six:66 sixty-seven:67 sixty-eight:68 sixty-nine:69 seventy:70 seventy-one:71
seventy-two:72 seventy-three:73 seventy-four:74 seventy-five:75 seventy-six:76 seventy-seven:77 seventy-eight:78 seventy-nine:79 eighty:80 eighty-one:81 eighty-two:82 eighty-three:83
eighty-four:84 eighty-five:85 eighty-six:86 eighty-seven:87 eighty-eight:88 eighty-nine:89 ninety:90 ninety-one:91 ninety-two:92 ninety-three:93 ninety-four:94 ninety-five:95
ninety-six:96 ninety-seven:97 ninety-eight:98 ninety-nine:99`)

var american = pairs(`centre:center centres:centers theatre:theater defence:defense offence:offense licence:license licences:licenses licenced:licensed
programme:program programmes:programs grey:gray tyre:tire tyres:tires cheque:check plough:plow sceptical:skeptical
sceptic:skeptic judgement:judgment ageing:aging mould:mold fibre:fiber calibre:caliber sabre:saber manoeuvre:maneuver
jewellery:jewelry practise:practice analyse:analyze analysed:analyzed paralysed:paralyzed neighbour:neighbor neighbours:neighbors neighbouring:neighboring
neighbourhood:neighborhood neighbourhoods:neighborhoods labour:labor harbour:harbor harbours:harbors colour:color towards:toward afterwards:afterward
whilst:while amongst:among armour:armor armoured:armored rumour:rumor rumours:rumors honour:honor favourite:favorite
behaviour:behavior catalogue:catalog dialogue:dialog kilometre:kilometer kilometres:kilometers metre:meter metres:meters litre:liter
litres:liters tonne:ton tonnes:tons mum:mom storey:story kerb:curb pretence:pretense enrol:enroll
fulfil:fulfill skilful:skillful traveller:traveler travellers:travelers fuelled:fueled cancelled:canceled counsellor:counselor modelling:modeling
labelled:labeled signalled:signaled organise:organize realise:realize authorise:authorize`)

var contractions = pairs(`nt:not cant:can wont:will dont:do cannot:can re:are ve:have ll:will wo:will ca:can`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func stems(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[Stem(spelling(w))] = true
	}
	return m
}

func pairs(s string) map[string]string {
	m := map[string]string{}
	for _, p := range strings.Fields(s) {
		if k, v, ok := strings.Cut(p, ":"); ok {
			m[k] = v
		}
	}
	return m
}
