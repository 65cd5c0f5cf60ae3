package timex

// class groups the words that may begin or continue a time expression.
type class uint8

const (
	cMonth class = iota + 1
	cWeekday
	cUnit     // day, week, …
	cRelative // last, next, this, …
	cPart     // morning, evening, …
	cSeason
	cToday // today, yesterday, tomorrow, tonight
	cRef   // now, recently, soon
	cSet   // daily, weekly
	cEarly // early, late, mid
	cEvery
	cEdge // beginning, end, start, middle
	cNoon
	cVague // several, few, some: numbers of units
	cHoliday
)

// word is an entry of the lexicon: what n means depends on the class.
type word struct {
	class  class
	n      int
	s      string // TIMEX3 piece: code of a part of day, unit, reference
	cap    bool   // counts only with a capital
	plural bool
}

// grains of units by their letter.
var unitGrain = map[string]grain{"S": clock, "M'": clock, "H": clock, "D": day, "W": week, "WE": weekend, "M": month, "Q": quarter, "Y": year, "DE": decade, "CE": century}

// lexicon is the one table that decides whether a word matters to dates.
var lexicon = map[string]word{
	"january": {class: cMonth, n: 1}, "february": {class: cMonth, n: 2}, "march": {class: cMonth, n: 3, cap: true}, "april": {class: cMonth, n: 4, cap: true},
	"may": {class: cMonth, n: 5, cap: true}, "june": {class: cMonth, n: 6, cap: true}, "july": {class: cMonth, n: 7}, "august": {class: cMonth, n: 8, cap: true},
	"september": {class: cMonth, n: 9}, "october": {class: cMonth, n: 10}, "november": {class: cMonth, n: 11}, "december": {class: cMonth, n: 12},
	"jan": {class: cMonth, n: 1, cap: true}, "feb": {class: cMonth, n: 2, cap: true}, "mar": {class: cMonth, n: 3, cap: true}, "apr": {class: cMonth, n: 4, cap: true},
	"jun": {class: cMonth, n: 6, cap: true}, "jul": {class: cMonth, n: 7, cap: true}, "aug": {class: cMonth, n: 8, cap: true}, "sep": {class: cMonth, n: 9, cap: true},
	"sept": {class: cMonth, n: 9, cap: true}, "oct": {class: cMonth, n: 10, cap: true}, "nov": {class: cMonth, n: 11, cap: true}, "dec": {class: cMonth, n: 12, cap: true},

	"monday": {class: cWeekday, n: 1}, "tuesday": {class: cWeekday, n: 2}, "wednesday": {class: cWeekday, n: 3}, "thursday": {class: cWeekday, n: 4},
	"friday": {class: cWeekday, n: 5}, "saturday": {class: cWeekday, n: 6}, "sunday": {class: cWeekday, n: 7},
	"mondays": {class: cWeekday, n: 1, plural: true}, "tuesdays": {class: cWeekday, n: 2, plural: true}, "wednesdays": {class: cWeekday, n: 3, plural: true},
	"thursdays": {class: cWeekday, n: 4, plural: true}, "fridays": {class: cWeekday, n: 5, plural: true}, "saturdays": {class: cWeekday, n: 6, plural: true}, "sundays": {class: cWeekday, n: 7, plural: true},
	"mon": {class: cWeekday, n: 1, cap: true}, "tue": {class: cWeekday, n: 2, cap: true}, "tues": {class: cWeekday, n: 2, cap: true}, "wed": {class: cWeekday, n: 3, cap: true},
	"thu": {class: cWeekday, n: 4, cap: true}, "thur": {class: cWeekday, n: 4, cap: true}, "thurs": {class: cWeekday, n: 4, cap: true}, "fri": {class: cWeekday, n: 5, cap: true},
	"sat": {class: cWeekday, n: 6, cap: true}, "sun": {class: cWeekday, n: 7, cap: true},

	"second": {class: cUnit, s: "S"}, "seconds": {class: cUnit, s: "S", plural: true}, "minute": {class: cUnit, s: "M'"}, "minutes": {class: cUnit, s: "M'", plural: true},
	"min": {class: cUnit, s: "M'"}, "mins": {class: cUnit, s: "M'", plural: true},
	"hour": {class: cUnit, s: "H"}, "hours": {class: cUnit, s: "H", plural: true}, "hr": {class: cUnit, s: "H"}, "hrs": {class: cUnit, s: "H", plural: true}, "day": {class: cUnit, s: "D"}, "days": {class: cUnit, s: "D", plural: true},
	"week": {class: cUnit, s: "W"}, "weeks": {class: cUnit, s: "W", plural: true}, "fortnight": {class: cUnit, s: "W", n: 2}, "weekend": {class: cUnit, s: "WE"}, "weekends": {class: cUnit, s: "WE", plural: true},
	"month": {class: cUnit, s: "M"}, "months": {class: cUnit, s: "M", plural: true}, "quarter": {class: cUnit, s: "Q"}, "quarters": {class: cUnit, s: "Q", plural: true},
	"year": {class: cUnit, s: "Y"}, "years": {class: cUnit, s: "Y", plural: true}, "decade": {class: cUnit, s: "DE"}, "decades": {class: cUnit, s: "DE", plural: true},
	"century": {class: cUnit, s: "CE"}, "centuries": {class: cUnit, s: "CE", plural: true}, "yr": {class: cUnit, s: "Y"}, "yrs": {class: cUnit, s: "Y", plural: true},
	"nights": {class: cUnit, s: "NI", plural: true},

	"last": {class: cRelative, n: -1}, "past": {class: cRelative, n: -1}, "previous": {class: cRelative, n: -1}, "preceding": {class: cRelative, n: -1}, "prior": {class: cRelative, n: -1},
	"next": {class: cRelative, n: 1}, "coming": {class: cRelative, n: 1}, "following": {class: cRelative, n: 1}, "upcoming": {class: cRelative, n: 1}, "subsequent": {class: cRelative, n: 1},
	"this": {class: cRelative, n: 0}, "current": {class: cRelative, n: 0}, "same": {class: cRelative, n: 0}, "that": {class: cRelative, n: 0}, "recent": {class: cRelative, n: -1},
	"latest": {class: cRelative, n: -1}, "entire": {class: cRelative, n: 0}, "whole": {class: cRelative, n: 0}, "full": {class: cRelative, n: 0}, "final": {class: cRelative, n: 0},

	"morning": {class: cPart, s: "MO"}, "mornings": {class: cPart, s: "MO", plural: true}, "afternoon": {class: cPart, s: "AF"}, "afternoons": {class: cPart, s: "AF", plural: true},
	"evening": {class: cPart, s: "EV"}, "evenings": {class: cPart, s: "EV", plural: true}, "night": {class: cPart, s: "NI"}, "overnight": {class: cPart, s: "NI"},
	"dawn": {class: cPart, s: "MO"}, "dusk": {class: cPart, s: "EV"}, "nightfall": {class: cPart, s: "NI"}, "lunchtime": {class: cPart, s: "MI"},
	"noon": {class: cNoon, n: 12}, "midday": {class: cNoon, n: 12}, "midnight": {class: cNoon, n: 24},

	"spring": {class: cSeason, n: 0}, "summer": {class: cSeason, n: 1}, "fall": {class: cSeason, n: 2}, "autumn": {class: cSeason, n: 2}, "winter": {class: cSeason, n: 3},
	"springtime": {class: cSeason, n: 0}, "summertime": {class: cSeason, n: 1}, "wintertime": {class: cSeason, n: 3}, "summers": {class: cSeason, n: 1, plural: true}, "winters": {class: cSeason, n: 3, plural: true},

	"today": {class: cToday, n: 0}, "yesterday": {class: cToday, n: -1}, "tomorrow": {class: cToday, n: 1}, "tonight": {class: cToday, n: 0, s: "NI"}, "tonite": {class: cToday, n: 0, s: "NI"},

	"now": {class: cRef, s: "PRESENT_REF"}, "currently": {class: cRef, s: "PRESENT_REF"}, "presently": {class: cRef, s: "PRESENT_REF"}, "nowadays": {class: cRef, s: "PRESENT_REF"},
	"recently": {class: cRef, s: "PAST_REF"}, "lately": {class: cRef, s: "PAST_REF"},
	"soon": {class: cRef, s: "FUTURE_REF"}, "shortly": {class: cRef, s: "FUTURE_REF"},

	"daily": {class: cSet, s: "P1D"}, "weekly": {class: cSet, s: "P1W"}, "monthly": {class: cSet, s: "P1M"}, "quarterly": {class: cSet, s: "P1Q"}, "yearly": {class: cSet, s: "P1Y"},
	"annual": {class: cSet, s: "P1Y"}, "annually": {class: cSet, s: "P1Y"}, "nightly": {class: cSet, s: "P1D"}, "hourly": {class: cSet, s: "PT1H"}, "biweekly": {class: cSet, s: "P2W"},
	"biennial": {class: cSet, s: "P2Y"}, "fortnightly": {class: cSet, s: "P2W"}, "bimonthly": {class: cSet, s: "P2M"},

	"early": {class: cEarly, s: "START"}, "late": {class: cEarly, s: "END"}, "mid": {class: cEarly, s: "MID"}, "earlier": {class: cEarly, s: "START"}, "later": {class: cEarly, s: "END"},
	"every": {class: cEvery}, "each": {class: cEvery}, "per": {class: cEvery},
	"beginning": {class: cEdge, s: "START"}, "start": {class: cEdge, s: "START"}, "end": {class: cEdge, s: "END"}, "middle": {class: cEdge, s: "MID"}, "close": {class: cEdge, s: "END"}, "rest": {class: cEdge, s: "END"}, "remainder": {class: cEdge, s: "END"}, "part": {class: cEdge, s: ""},

	"several": {class: cVague}, "few": {class: cVague}, "some": {class: cVague}, "many": {class: cVague}, "couple": {class: cVague, n: 2}, "multiple": {class: cVague},

	"christmas": {class: cHoliday}, "halloween": {class: cHoliday}, "thanksgiving": {class: cHoliday, cap: true}, "easter": {class: cHoliday},
	"boxing": {class: cHoliday, cap: true}, "valentine": {class: cHoliday, cap: true}, "valentine's": {class: cHoliday, cap: true}, "labor": {class: cHoliday, cap: true}, "labour": {class: cHoliday, cap: true},
	"memorial": {class: cHoliday, cap: true}, "independence": {class: cHoliday, cap: true}, "new": {class: cHoliday, cap: true}, "good": {class: cHoliday, cap: true}, "bastille": {class: cHoliday, cap: true},
	"veterans": {class: cHoliday, cap: true}, "columbus": {class: cHoliday, cap: true}, "martin": {class: cHoliday, cap: true}, "st": {class: cHoliday, cap: true}, "epiphany": {class: cHoliday, cap: true},
	"mother's": {class: cHoliday}, "mother": {class: cHoliday}, "father's": {class: cHoliday}, "father": {class: cHoliday}, "black": {class: cHoliday, cap: true}, "cyber": {class: cHoliday, cap: true}, "presidents": {class: cHoliday, cap: true},
	"groundhog": {class: cHoliday, cap: true}, "ash": {class: cHoliday, cap: true}, "palm": {class: cHoliday, cap: true}, "earth": {class: cHoliday, cap: true}, "juneteenth": {class: cHoliday}, "pentecost": {class: cHoliday, cap: true},
}

// dayNames are the second words that the first word of a holiday may need.
type holiday struct {
	words string // after the first word; "" for none
	month int
	day   int // 0 where rule decides
	rule  byte
	w, n  int // weekday and count for rule 'w'; n days after Easter for 'e'; w days after US Thanksgiving for 't'
}

// holidays by first word, longest first.
var holidays = map[string][]holiday{
	"christmas":    {{"eve", 12, 24, 0, 0, 0}, {"day", 12, 25, 0, 0, 0}, {"", 12, 25, 0, 0, 0}},
	"halloween":    {{"", 10, 31, 0, 0, 0}},
	"thanksgiving": {{"day", 11, 0, 'w', 4, 4}, {"", 11, 0, 'w', 4, 4}},
	"easter":       {{"sunday", 0, 0, 'e', 0, 0}, {"monday", 0, 0, 'e', 0, 1}, {"", 0, 0, 'e', 0, 0}},
	"good":         {{"friday", 0, 0, 'e', 0, -2}},
	"boxing":       {{"day", 12, 26, 0, 0, 0}},
	"valentine":    {{"'s day", 2, 14, 0, 0, 0}, {"day", 2, 14, 0, 0, 0}},
	"valentine's":  {{"day", 2, 14, 0, 0, 0}},
	"labor":        {{"day", 9, 0, 'w', 1, 1}},
	"labour":       {{"day", 5, 1, 0, 0, 0}},
	"memorial":     {{"day", 5, 0, 'w', 1, -1}},
	"independence": {{"day", 7, 4, 0, 0, 0}},
	"bastille":     {{"day", 7, 14, 0, 0, 0}},
	"veterans":     {{"day", 11, 11, 0, 0, 0}},
	"columbus":     {{"day", 10, 0, 'w', 1, 2}},
	"martin":       {{"luther king day", 1, 0, 'w', 1, 3}, {"luther king jr . day", 1, 0, 'w', 1, 3}},
	"new":          {{"year 's eve", 12, 31, 0, 0, 0}, {"year 's day", 1, 1, 0, 0, 0}, {"year's eve", 12, 31, 0, 0, 0}, {"year's day", 1, 1, 0, 0, 0}, {"year 's", 1, 1, 0, 0, 0}, {"year's", 1, 1, 0, 0, 0}},
	"st":           {{"patrick 's day", 3, 17, 0, 0, 0}, {"patrick's day", 3, 17, 0, 0, 0}, {". patrick 's day", 3, 17, 0, 0, 0}, {". patrick's day", 3, 17, 0, 0, 0}},
	"epiphany":     {{"", 1, 6, 0, 0, 0}},
	"mother":       {{"'s day", 5, 0, 'w', 7, 2}},
	"mother's":     {{"day", 5, 0, 'w', 7, 2}},
	"father":       {{"'s day", 6, 0, 'w', 7, 3}},
	"father's":     {{"day", 6, 0, 'w', 7, 3}},
	"black":        {{"friday", 11, 0, 't', 1, 0}},
	"cyber":        {{"monday", 11, 0, 't', 4, 0}},
	"presidents":   {{"day", 2, 0, 'w', 1, 3}, {"' day", 2, 0, 'w', 1, 3}, {"’ day", 2, 0, 'w', 1, 3}},
	"groundhog":    {{"day", 2, 2, 0, 0, 0}},
	"ash":          {{"wednesday", 0, 0, 'e', 0, -46}},
	"palm":         {{"sunday", 0, 0, 'e', 0, -7}},
	"pentecost":    {{"sunday", 0, 0, 'e', 0, 49}, {"monday", 0, 0, 'e', 0, 50}, {"", 0, 0, 'e', 0, 49}},
	"earth":        {{"day", 4, 22, 0, 0, 0}},
	"juneteenth":   {{"", 6, 19, 0, 0, 0}},
}
