package change

import (
	"strings"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/kin/view"
)

// bounds are the words before a number that bound it, in normalised form.
var bounds = func() map[string]string {
	m := map[string]string{}
	for bound, phrases := range map[string]string{
		stemma.AtLeast:       "at least|at the least|at the very least|no fewer than|not fewer than|no less than|not less than|a minimum of|at any rate|or more|at a minimum",
		stemma.MoreThan:      "more than|over|in excess of|greater than|upwards of|upward of|above|exceeding|exceeded|beyond|surpassing",
		stemma.Approximately: "about|around|some|a few|near|closer to|nearer to|approaching|approaches|approximately|roughly|circa|close to|an estimated|estimated|approx|somewhere around|in the region of",
		stemma.UpTo:          "up to|as many as|as much as|at most|a maximum of|no more than|not more than",
		stemma.LessThan:      "less than|fewer than|below|beneath",
		stemma.Nearly:        "nearly|almost|just under|just short of|practically|close on",
	} {
		for _, p := range strings.Split(phrases, "|") {
			m[p] = bound
		}
	}
	return m
}()

// boundsAfter are the words that bound the number before them.
var boundsAfter = map[string]string{
	"or more": stemma.AtLeast, "and more": stemma.AtLeast, "or above": stemma.AtLeast, "at least": stemma.AtLeast,
	"or so": stemma.Approximately, "or thereabouts": stemma.Approximately,
	"or fewer": stemma.UpTo, "or less": stemma.UpTo, "at most": stemma.UpTo,
}

var (
	negations  = set("not no never nobody none nothing nor neither cannot nowhere")
	unables    = set("unable impossible failed unverified unconfirmed cannot")
	denials    = keys("unable impossible failed refused refuse denied denies deny reject rejected declined decline lacked lacks dismissed doubt doubted doubts")
	checking   = keys("verify verified verification confirm confirmed confirmation authenticate authenticated corroborate corroborated establish establishes ascertain affirm substantiate")
	deathWords = set("toll killing slaying killed dead died slain deaths death killing fatalities perished murdered executed")
	woundWords = set("wounding injuring hurting harming wounded injured hurt injuries injury maimed harmed wounds")
	// fates are the words for what befell people beside death and wounds.
	fates      = classes("", "", "", "missing unaccounted", "", "", "", "arrested detained captured imprisoned jailed", "", "", "", "", "", "", "", "evacuated displaced homeless")
	placeWords = set("cape port lake mount river bay island islands province district valley strait gulf peninsula harbor square street road bridge hill hills desert wadi region village town city avenue airport sea ocean canyon creek forest")

	bodyWords = set("center federation league alliance foundation institute agency service organization university hospital ministry college school institute association party front company corp bank court commission committee council agency union guard army police church movement group brotherhood sisterhood observatory")

	nameEndings = map[string]bool{"": true, "s": true, "n": true, "an": true, "ian": true, "i": true, "ic": true, "ist": true, "ists": true, "ese": true, "ans": true, "ians": true, "is": true}

	publicBodies = set("ministry commission court committee council department office agency university college hospital school board bureau service authority embassy police")

	titles = keys("mr mrs ms dr doctor senator congressman congresswoman representative minister interior deputy president prime mayor colonel captain general lieutenant commodore governor director professor secretary sergeant officer judge bishop father sister chief commissioner ambassador undersecretary")

	connectors = set("of for the and de la del di da du des y et und von van")

	placePrepositions = set("in at near off toward across outside inside")

	cues = keys(`say said says saying tell told tells telling according state stated states announce announced report reported claim claimed claims
allege alleged alleges accuse accused deny denied denies insist insisted argue argued add added warn warned estimate estimated estimates believe believes believed
suggest suggested think thinks thought assert asserts asserted maintain maintained declare declared confirm confirmed acknowledge acknowledged concede conceded admit admitted
mention mentioned indicate indicated explain explained note noted describe described express expressed remark remarked aver avers averred cite cited citing quote quoted
ask asked call called counts count counted put puts expect expects speak spoke spoken dismiss dismissed reject rejected question questioned urge urged
doubt doubted answer answered reply replied contend contended reveal revealed disclose disclosed write wrote written inform informed respond responded stress stressed refer referred
calculate calculates reckon reckons predict predicts forecast hope hopes demand demanded promise promised vow vowed boast boasted recommend recommended blame blamed speaking decline declined refuse refused words statement verify affirm`)

	// saying are the cues that can hardly mean anything but saying.
	saying = keys(`say said says saying according state stated states announce announced announces claim claimed claims allege alleged alleges
add added insist insisted assert asserted declare declared declares mention mentioned believe believed believes acknowledge acknowledged explained indicated noted
communicated informed affirmed assured stressed underlined warned`)

	hearsay     = set("report reports source sources media previous recent earlier other various several multiple unconfirmed press news rumor rumors")
	accounts    = set("count counts tally estimate estimates figure figures toll version account")
	possessives = set("its their his her")
	offices     = set("ministry minister department secretary")

	days    = classes("monday tuesday wednesday thursday friday saturday sunday", "january february march april may june july august september october november december", "mon tue tues wed thu thur thurs fri sat jan feb mar apr jun jul aug sep sept oct nov dec")
	compass = points("north", "south", "east", "west")
)

// portfolios are the fields of ministries, one name for each.
var portfolios = func() map[string]string {
	m := map[string]string{}
	for _, line := range []string{
		"interior home", "defense war", "foreign external", "justice", "health", "finance treasury economy", "transport transportation", "education",
		"agriculture", "energy", "environment", "labor", "trade commerce", "culture", "information",
	} {
		fs := strings.Fields(line)
		for _, w := range fs {
			m[w] = fs[0]
		}
	}
	return m
}()

// classes numbers the words of each list by their list, from 1.
func classes(lists ...string) map[string]int {
	m := map[string]int{}
	for i, l := range lists {
		for _, w := range strings.Fields(l) {
			m[w] = i + 1
		}
	}
	return m
}

// points gives the forms of the points of the compass.
func points(names ...string) map[string]string {
	m := map[string]string{}
	for _, n := range names {
		for _, ending := range []string{"", "ern", "ward", "wards", "erly"} {
			m[n+ending] = n
		}
	}
	return m
}

// set makes a set of words.
func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// keys makes a set of the keys by which a view compares words.
func keys(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[view.Stem(view.Normalise(w))] = true
		m[w] = true
	}
	return m
}

// synonyms of things that news counts.
var things = func() map[string]string {
	m := map[string]string{}
	for _, line := range []string{
		"people persons person individuals individual civilians folk",
		"dead deaths death killed died fatalities perished bodies slain",
		"wounded injured hurt injuries",
		"soldiers troops soldier fighters warriors",
		"missing unaccounted",
		"arrested detained detainees arrests",
	} {
		fs := strings.Fields(line)
		for _, w := range fs {
			m[view.Stem(w)] = fs[0]
		}
	}
	return m
}()

// thing is the word that stands for a key and its synonyms.
func thing(key string) string {
	if t, ok := things[key]; ok {
		return t
	}
	return key
}
