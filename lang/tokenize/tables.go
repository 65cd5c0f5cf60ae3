package tokenize

import "strings"

// How an abbreviation stands to the end of a sentence.
const (
	inner = 1 + iota // never ends one: Mr., Gen., No.
	outer            // may end one: Inc., U.S., p.m.
)

// abbreviations keep their stop. Those in lower case hold in any case.
var abbreviations = merge(
	table(inner, `mr mrs ms messrs dr drs prof rev hon fr gen lt col maj capt cmdr sgt cpl adm brig sen rep reps sens gov
		pres supt insp det mt vs pp cf eds ph approx dept univ assn bros
		Sr Sra St Ste Ft Pvt Pte Cpt Comm Amb Atty Asst Assoc No Nos Vol Ch Art Sec Fig Figs Op Eq Lt Msgr Mme Mlle Ave`),
	table(outer, `Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri
		Inc Corp Co Cos Ltd Plc Bros Jr Sr Esq etc al est a.m p.m e.g i.e viz
		Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn
		Tenn Tex Va Vt Wash Wis Wyo Blvd Rd Sq Pl Ph.D Ph min max hrs yrs mins secs lbs oz ft`),
)

// joinedPrefixes keep their hyphen.
var joinedPrefixes = set(`non e re co pre anti multi post sub semi ex cross counter inter mid pro over un de bi mini socio ultra super
	extra intra meta micro macro ante tele trans uh na`)

// clitics follow an apostrophe and are tokens with it.
var clitics = set(`s re ve ll d m`)

// elisions follow an apostrophe that belongs to them.
var elisions = set(`em til till cause bout tis twas cuz n`)

// contractions without an apostrophe, and where they are cut.
var contractions = map[string]int{
	"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3,
	"dont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "havent": 4,
	"hasnt": 3, "hadnt": 3, "arent": 3, "werent": 4, "aint": 2, "wont": 2, "cant": 2, "im": 1, "ive": 1, "thats": 4, "theres": 5,
	"youre": 3, "theyre": 4, "youll": 3,
}

// units are cut off the number that they are written to.
var units = set(`am pm a.m p.m a.m. p.m. k m bn b tn km kg g mg mm cm ft lb lbs oz mb gb tb kb kw mw gw hz mhz ghz mph kph kmh hrs hr min mins sec yrs yr bbl x`)

var emoticons = set(`:) :( :D ;) :-) :-( ;-) :P :p :-D :/ :-/ (: :)) :))) ;)) :'( <3 XD =) =( ^^ :-P ;D`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func table(kind int, words string) map[string]int {
	m := map[string]int{}
	for _, w := range strings.Fields(words) {
		m[w] = kind
	}
	return m
}

func merge(tables ...map[string]int) map[string]int {
	m := map[string]int{}
	for _, t := range tables {
		for w, kind := range t {
			if m[w] == 0 {
				m[w] = kind
			}
		}
	}
	return m
}
