package article

import (
	"sort"
	"strings"
	"unicode"
)

// stopWords are the commonest words of languages in the Latin script. They are
// function words, so that a hundred words of text settle the question.
var stopWords = map[string]string{
	"en": "the of and to in that is was for with on as by it at from his are this he have which were be not an has had but they who their been its said would will",
	"fr": "le la les des et en du que est pour dans qui une un sur par au avec pas plus sont ce il elle aux ses mais cette ont leur été",
	"de": "der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer wurde",
	"es": "de la que el en los se del las por con para una un su al lo como más pero sus le ha este sí porque esta entre cuando muy sin sobre también",
	"it": "di che il la del della un una per con non sono gli dei nel alla si le da anche dal più come è al ha delle nella ma lo",
	"pt": "de que o e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já foi são",
	"nl": "de van het een en in is dat op te zijn met voor niet aan er die om als ook bij dan door naar uit heeft werd maar wordt nog",
	"sv": "och att det som en på är av för med till den har de inte om ett han men var jag från vi så kan när hade",
	"da": "og at det er en til på af den der med for ikke som de har et han var jeg om fra men kan også ved blev",
	"pl": "i w na z się do nie że to jest o jak po przez od za ale dla są tym ich jego które który oraz",
	"tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ise ne her o en ya var değil",
	"ro": "și de la în a cu pe că nu este o un din care pentru mai au fost sunt lui sau prin după",
	"cs": "a v se na je že s z do o i to k ve pro za by ale si po jako jsou který podle od",
	"id": "yang dan di untuk dengan pada ini dari dalam tidak itu akan oleh telah juga adalah ke sebagai bahwa",
}

// scripts name the language of a script that only one widely written language
// uses, or the likeliest one.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hangul, "ko"}, {unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Han, "zh"},
	{unicode.Greek, "el"}, {unicode.Hebrew, "he"}, {unicode.Thai, "th"}, {unicode.Devanagari, "hi"},
	{unicode.Bengali, "bn"}, {unicode.Tamil, "ta"}, {unicode.Georgian, "ka"}, {unicode.Armenian, "hy"},
}

var languageNames = map[string]string{
	"fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish",
	"da": "Danish", "pl": "Polish", "tr": "Turkish", "ro": "Romanian", "cs": "Czech", "id": "Indonesian", "ru": "Russian",
	"uk": "Ukrainian", "ar": "Arabic", "fa": "Persian", "ko": "Korean", "ja": "Japanese", "zh": "Chinese", "el": "Greek",
	"he": "Hebrew", "th": "Thai", "hi": "Hindi", "bn": "Bengali", "ta": "Tamil", "ka": "Georgian", "hy": "Armenian",
}

func languageName(code string) string {
	base, _, _ := strings.Cut(code, "-")
	if n := languageNames[strings.ToLower(base)]; n != "" {
		return n
	}
	return code
}

// languageSample is the number of bytes that the guess looks at.
const languageSample = 8192

// language guesses the language of a text from its script and, for Latin
// script, from its commonest words: a BCP 47 code, "" where too little speaks
// for one.
func language(s string) string {
	s = s[:runeFloor(s, languageSample)]
	if l := byScript(s); l != "" {
		return l
	}
	counts := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		counts[w]++
	}
	langs := make([]string, 0, len(stopWords))
	for l := range stopWords {
		langs = append(langs, l)
	}
	sort.Strings(langs)
	best, most, second := "", 0, 0
	for _, l := range langs {
		n := 0
		for _, w := range strings.Fields(stopWords[l]) {
			n += counts[w]
		}
		if n > most {
			best, most, second = l, n, most
		} else if n > second {
			second = n
		}
	}
	if most < 2 || most == second {
		return ""
	}
	return best
}

func runeFloor(s string, n int) int {
	if n >= len(s) {
		return len(s)
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return n
}

// byScript decides by the script of most letters.
func byScript(s string) string {
	letters, cyrillic, arabic := 0, 0, 0
	own := make([]int, len(scripts))
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case r < 0x250:
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Arabic, r):
			arabic++
		default:
			for i := range scripts {
				if unicode.Is(scripts[i].table, r) {
					own[i]++
				}
			}
		}
	}
	if own[1]+own[2] > letters/20 && own[1]+own[2] > 0 { // Japanese mixes Han with kana
		return "ja"
	}
	for i := range scripts {
		if own[i]*2 > letters {
			return scripts[i].lang
		}
	}
	switch {
	case cyrillic*2 > letters && strings.ContainsAny(s, "іїєґ"):
		return "uk"
	case cyrillic*2 > letters:
		return "ru"
	case arabic*2 > letters && strings.ContainsAny(s, "پچگ"):
		return "fa"
	case arabic*2 > letters:
		return "ar"
	}
	return ""
}
