package quantity

// signs of currency, and what letters before a dollar sign make of it.
var signs = map[string]string{"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "₽": "RUB", "₴": "UAH", "₪": "ILS", "₺": "TRY", "₦": "NGN", "฿": "THB", "₫": "VND", "₱": "PHP", "₸": "KZT", "₾": "GEL", "₿": "XBT", "¢": "cent"}

var dollars = map[string]string{"us": "USD", "u.s": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "cdn": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD", "sg": "SGD", "nt": "TWD", "r": "BRL", "mx": "MXN", "j": "JMD", "z": "ZWL", "tt": "TTD"}

// codes of ISO 4217 and common abbreviations that stand before or after the
// number. Case matters: "try" and "all" are words.
var codes = map[string]string{
	"USD": "USD", "EUR": "EUR", "GBP": "GBP", "JPY": "JPY", "CHF": "CHF", "AUD": "AUD", "CAD": "CAD", "NZD": "NZD", "CNY": "CNY", "RMB": "CNY",
	"HKD": "HKD", "SGD": "SGD", "INR": "INR", "Rs": "INR", "RUB": "RUB", "UAH": "UAH", "KRW": "KRW", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "PLN": "PLN",
	"CZK": "CZK", "HUF": "HUF", "RON": "RON", "TRY": "TRY", "ILS": "ILS", "NIS": "ILS", "AED": "AED", "Dh": "AED", "SAR": "SAR", "QAR": "QAR", "EGP": "EGP", "ZAR": "ZAR",
	"NGN": "NGN", "KES": "KES", "GHS": "GHS", "BRL": "BRL", "MXN": "MXN", "ARS": "ARS", "CLP": "CLP", "COP": "COP", "PEN": "PEN", "THB": "THB",
	"IDR": "IDR", "Rp": "IDR", "MYR": "MYR", "RM": "MYR", "PHP": "PHP", "VND": "VND", "PKR": "PKR", "BDT": "BDT", "LKR": "LKR", "TWD": "TWD", "KZT": "KZT", "IRR": "IRR",
	"XOF": "CFA franc", "XAF": "CFA franc", "CFA": "CFA franc", "FCFA": "CFA franc", "BTC": "XBT", "SFr": "CHF", "Sh": "KES", "Ksh": "KES",
}

// money names the currencies in words, singular. Where a country must be named
// to know which, the value is the word itself.
var money = map[string]string{
	"dollar": "USD", "buck": "USD", "euro": "EUR", "cent": "cent", "penny": "penny", "pence": "penny", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "won": "KRW",
	"ruble": "RUB", "rouble": "RUB", "hryvnia": "UAH", "hryvnya": "UAH", "rupee": "INR", "franc": "franc", "peso": "peso", "real": "BRL", "reais": "BRL",
	"rand": "ZAR", "lira": "TRY", "shekel": "ILS", "dirham": "AED", "dinar": "dinar", "riyal": "SAR", "rial": "IRR", "naira": "NGN", "cedi": "GHS", "shilling": "shilling",
	"birr": "ETB", "crown": "crown", "krona": "SEK", "kronor": "SEK", "krone": "krone", "kroner": "krone", "zloty": "PLN", "zlotys": "PLN", "forint": "HUF", "koruna": "CZK", "baht": "THB", "ringgit": "MYR",
	"rupiah": "IDR", "dong": "VND", "sol": "PEN", "soles": "PEN", "taka": "BDT", "kyat": "MMK", "tenge": "KZT", "manat": "AZN", "lari": "GEL", "leu": "RON", "lei": "RON",
	"lev": "BGN", "afghani": "AFN", "kwacha": "kwacha", "bitcoin": "XBT", "sterling": "GBP", "quid": "GBP", "boliviano": "BOB", "bolivar": "VES", "guarani": "PYG", "quetzal": "GTQ", "lempira": "HNL", "metical": "MZN",
}

// national currencies: country adjective and word.
var national = map[string]string{
	"us dollar": "USD", "u.s dollar": "USD", "american dollar": "USD", "australian dollar": "AUD", "canadian dollar": "CAD", "zealand dollar": "NZD",
	"kong dollar": "HKD", "singapore dollar": "SGD", "singaporean dollar": "SGD", "taiwan dollar": "TWD", "zimbabwe dollar": "ZWL", "zimbabwean dollar": "ZWL",
	"british pound": "GBP", "pound sterling": "GBP", "egyptian pound": "EGP", "syrian pound": "SYP", "lebanese pound": "LBP", "sudanese pound": "SDG",
	"swiss franc": "CHF", "cfa franc": "CFA franc", "congolese franc": "CDF", "rwandan franc": "RWF", "french franc": "FRF",
	"mexican peso": "MXN", "philippine peso": "PHP", "argentine peso": "ARS", "chilean peso": "CLP", "colombian peso": "COP", "uruguayan peso": "UYU", "cuban peso": "CUP",
	"indian rupee": "INR", "pakistani rupee": "PKR", "lankan rupee": "LKR", "nepalese rupee": "NPR", "indonesian rupiah": "IDR",
	"swedish krona": "SEK", "swedish kronor": "SEK", "icelandic krona": "ISK", "norwegian krone": "NOK", "norwegian kroner": "NOK", "danish krone": "DKK", "danish kroner": "DKK", "czech koruna": "CZK",
	"iraqi dinar": "IQD", "kuwaiti dinar": "KWD", "jordanian dinar": "JOD", "algerian dinar": "DZD", "tunisian dinar": "TND", "libyan dinar": "LYD", "serbian dinar": "RSD", "bahraini dinar": "BHD",
	"moroccan dirham": "MAD", "emirati dirham": "AED", "uae dirham": "AED", "saudi riyal": "SAR", "qatari riyal": "QAR", "omani rial": "OMR", "yemeni rial": "YER", "iranian rial": "IRR",
	"kenyan shilling": "KES", "ugandan shilling": "UGX", "tanzanian shilling": "TZS", "somali shilling": "SOS", "belarusian ruble": "BYN", "russian ruble": "RUB", "russian rouble": "RUB",
	"turkish lira": "TRY", "italian lira": "ITL", "korean won": "KRW", "japanese yen": "JPY", "chinese yuan": "CNY", "brazilian real": "BRL", "african rand": "ZAR", "israeli shekel": "ILS", "peruvian sol": "PEN",
	"american cent": "cent", "us cent": "cent", "u.s cent": "cent",
}

// countryWords may open the name of a currency: "New Zealand dollars".
var countryLeads = map[string]bool{"new": true, "hong": true, "south": true, "north": true, "sri": true}

// isCurrency reports whether a canonical unit is one of money.
func isCurrency(name string) bool {
	switch name {
	case "cent", "penny", "CFA franc", "franc", "peso", "dinar", "shilling", "krone", "crown", "kwacha":
		return true
	}
	if len(name) != 3 {
		return false
	}
	for i := 0; i < 3; i++ {
		if name[i] < 'A' || name[i] > 'Z' {
			return false
		}
	}
	return true
}
