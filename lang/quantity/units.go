package quantity

import "fmt"

// Dimensions of units of measurement.
const (
	length      = "length"
	area        = "area"
	volume      = "volume"
	mass        = "mass"
	duration    = "time"
	speed       = "speed"
	temperature = "temperature"
	energy      = "energy"
	power       = "power"
	pressure    = "pressure"
	frequency   = "frequency"
	data        = "data"
	share       = "share"
	cash        = "money"
	other       = "other" // counts of a technical kind: magnitude, decibel
)

// unit is a canonical unit: x of it are x·factor + offset of its dimension's
// base unit (SI where there is one; byte for data, percent for shares).
type unit struct {
	dim            string
	factor, offset float64
}

// units by canonical name: singular, British spelling, as Wikipedia titles it.
var units = map[string]unit{
	"millimetre": {length, 1e-3, 0}, "centimetre": {length, 1e-2, 0}, "metre": {length, 1, 0}, "kilometre": {length, 1e3, 0},
	"micrometre": {length, 1e-6, 0}, "nanometre": {length, 1e-9, 0}, "inch": {length, 0.0254, 0}, "foot": {length, 0.3048, 0},
	"yard": {length, 0.9144, 0}, "mile": {length, 1609.344, 0}, "nautical mile": {length, 1852, 0}, "fathom": {length, 1.8288, 0},
	"light year":   {length, 9.4607304725808e15, 0},
	"square metre": {area, 1, 0}, "square kilometre": {area, 1e6, 0}, "square centimetre": {area, 1e-4, 0}, "square mile": {area, 2589988.110336, 0},
	"square foot": {area, 0.09290304, 0}, "square yard": {area, 0.83612736, 0}, "square inch": {area, 0.00064516, 0},
	"hectare": {area, 1e4, 0}, "acre": {area, 4046.8564224, 0},
	"litre": {volume, 1e-3, 0}, "millilitre": {volume, 1e-6, 0}, "cubic metre": {volume, 1, 0}, "cubic centimetre": {volume, 1e-6, 0},
	"cubic kilometre": {volume, 1e9, 0}, "cubic foot": {volume, 0.028316846592, 0}, "cubic yard": {volume, 0.764554857984, 0},
	"cubic inch": {volume, 1.6387064e-5, 0}, "cubic mile": {volume, 4.168181825440579584e9, 0},
	"gallon": {volume, 0.003785411784, 0}, "pint": {volume, 0.000473176473, 0}, "quart": {volume, 0.000946352946, 0},
	"barrel": {volume, 0.158987294928, 0}, "bushel": {volume, 0.03523907016688, 0}, "fluid ounce": {volume, 2.95735295625e-5, 0},
	"acre foot":  {volume, 1233.48183754752, 0},
	"microgram":  {mass, 1e-9, 0},
	"milligram":  {mass, 1e-6, 0},
	"gram":       {mass, 1e-3, 0},
	"kilogram":   {mass, 1, 0},
	"tonne":      {mass, 1e3, 0},
	"ton":        {mass, 907.18474, 0},
	"long ton":   {mass, 1016.0469088, 0},
	"gross ton":  {other, 1, 0},
	"kilotonne":  {mass, 1e6, 0},
	"megatonne":  {mass, 1e9, 0},
	"pound":      {mass, 0.45359237, 0},
	"ounce":      {mass, 0.028349523125, 0},
	"troy ounce": {mass, 0.0311034768, 0},
	"stone":      {mass, 6.35029318, 0},
	"carat":      {mass, 2e-4, 0},
	"second":     {duration, 1, 0}, "millisecond": {duration, 1e-3, 0}, "microsecond": {duration, 1e-6, 0}, "nanosecond": {duration, 1e-9, 0},
	"minute": {duration, 60, 0}, "hour": {duration, 3600, 0}, "day": {duration, 86400, 0}, "week": {duration, 604800, 0}, "fortnight": {duration, 1209600, 0},
	"month": {duration, 2629746, 0}, "year": {duration, 31556952, 0}, "decade": {duration, 315569520, 0}, "century": {duration, 3155695200, 0},
	"metre per second": {speed, 1, 0}, "kilometre per hour": {speed, 1 / 3.6, 0}, "mile per hour": {speed, 0.44704, 0}, "knot": {speed, 1852. / 3600, 0},
	"foot per second": {speed, 0.3048, 0}, "kilometre per second": {speed, 1e3, 0}, "mile per second": {speed, 1609.344, 0}, "mach": {other, 1, 0},
	"degree Celsius": {temperature, 1, 273.15}, "degree Fahrenheit": {temperature, 5. / 9, 273.15 - 32*5./9}, "kelvin": {temperature, 1, 0},
	"degree": {other, 1, 0},
	"joule":  {energy, 1, 0}, "kilojoule": {energy, 1e3, 0}, "megajoule": {energy, 1e6, 0}, "gigajoule": {energy, 1e9, 0}, "calorie": {energy, 4.184, 0},
	"kilocalorie": {energy, 4184, 0}, "watt hour": {energy, 3600, 0}, "kilowatt hour": {energy, 3.6e6, 0}, "megawatt hour": {energy, 3.6e9, 0},
	"gigawatt hour": {energy, 3.6e12, 0}, "terawatt hour": {energy, 3.6e15, 0}, "british thermal unit": {energy, 1055.05585262, 0},
	"watt": {power, 1, 0}, "kilowatt": {power, 1e3, 0}, "megawatt": {power, 1e6, 0}, "gigawatt": {power, 1e9, 0}, "terawatt": {power, 1e12, 0},
	"horsepower": {power, 745.6998715822702, 0}, "volt": {other, 1, 0}, "kilovolt": {other, 1e3, 0}, "ampere": {other, 1, 0}, "ohm": {other, 1, 0},
	"pascal": {pressure, 1, 0}, "hectopascal": {pressure, 100, 0}, "kilopascal": {pressure, 1e3, 0}, "megapascal": {pressure, 1e6, 0}, "bar": {pressure, 1e5, 0},
	"millibar": {pressure, 100, 0}, "pound per square inch": {pressure, 6894.757293168, 0}, "newton metre": {other, 1, 0}, "newton": {other, 1, 0},
	"pound foot": {other, 1, 0}, "foot pound": {other, 1, 0},
	"hertz": {frequency, 1, 0}, "kilohertz": {frequency, 1e3, 0}, "megahertz": {frequency, 1e6, 0}, "gigahertz": {frequency, 1e9, 0},
	"bit": {data, 0.125, 0}, "byte": {data, 1, 0}, "kilobyte": {data, 1e3, 0}, "megabyte": {data, 1e6, 0}, "gigabyte": {data, 1e9, 0}, "terabyte": {data, 1e12, 0},
	"petabyte": {data, 1e15, 0}, "kilobit": {data, 125, 0}, "megabit": {data, 125e3, 0}, "gigabit": {data, 125e6, 0},
	"megabit per second": {other, 1e6, 0}, "gigabit per second": {other, 1e9, 0}, "pixel": {other, 1, 0}, "megapixel": {other, 1e6, 0},
	"decibel": {other, 1, 0}, "lumen": {other, 1, 0}, "part per million": {share, 1e-4, 0}, "part per billion": {share, 1e-7, 0},
	"percent": {share, 1, 0}, "percentage point": {other, 1, 0}, "basis point": {other, 1, 0}, "share": {share, 100, 0},
	"magnitude": {other, 1, 0}, "mile per gallon": {other, 1, 0}, "gram per kilometre": {other, 1, 0}, "beat per minute": {other, 1, 0},
	"revolution per minute": {other, 1, 0}, "milliampere hour": {other, 1, 0}, "times": {other, 1, 0},
}

// surfaces are the words and symbols for units, lower case, singular; plurals
// are tried without their s. Symbols that differ by case stand in symbols.
var surfaces = map[string]string{
	"millimetre": "millimetre", "millimeter": "millimetre", "mm": "millimetre", "centimetre": "centimetre", "centimeter": "centimetre", "cm": "centimetre",
	"metre": "metre", "meter": "metre", "m": "metre", "kilometre": "kilometre", "kilometer": "kilometre", "km": "kilometre", "kms": "kilometre", "k.m": "kilometre",
	"micrometre": "micrometre", "micrometer": "micrometre", "micron": "micrometre", "nanometre": "nanometre", "nanometer": "nanometre", "nm": "nanometre",
	"inch": "inch", "inches": "inch", "in": "inch", "foot": "foot", "feet": "foot", "ft": "foot", "yard": "yard", "yd": "yard", "mile": "mile", "mi": "mile", "fathom": "fathom",
	"lightyear": "light year", "hectare": "hectare", "ha": "hectare", "acre": "acre",
	"litre": "litre", "liter": "litre", "l": "litre", "ltr": "litre", "millilitre": "millilitre", "milliliter": "millilitre", "ml": "millilitre", "cc": "cubic centimetre",
	"gallon": "gallon", "gal": "gallon", "pint": "pint", "quart": "quart", "barrel": "barrel", "bbl": "barrel", "bushel": "bushel",
	"microgram": "microgram", "milligram": "milligram", "mg": "milligram", "gram": "gram", "gramme": "gram", "g": "gram", "kilogram": "kilogram",
	"kilogramme": "kilogram", "kg": "kilogram", "kgs": "kilogram", "kilo": "kilogram", "tonne": "tonne", "ton": "ton", "kiloton": "kilotonne", "kilotonne": "kilotonne",
	"megaton": "megatonne", "megatonne": "megatonne", "pound": "pound", "lb": "pound", "lbs": "pound", "ounce": "ounce", "oz": "ounce", "carat": "carat",
	"second": "second", "sec": "second", "s": "second", "millisecond": "millisecond", "ms": "millisecond", "microsecond": "microsecond", "nanosecond": "nanosecond",
	"minute": "minute", "min": "minute", "mins": "minute", "hour": "hour", "hr": "hour", "hrs": "hour", "day": "day", "week": "week", "fortnight": "fortnight",
	"month": "month", "year": "year", "yr": "year", "decade": "decade", "century": "century", "centuries": "century",
	"kph": "kilometre per hour", "kmh": "kilometre per hour", "kmph": "kilometre per hour", "mph": "mile per hour", "knot": "knot", "kt": "knot", "kts": "knot",
	"mpg": "mile per gallon", "rpm": "revolution per minute", "bpm": "beat per minute", "psi": "pound per square inch", "ppm": "part per million", "ppb": "part per billion",
	"mbps": "megabit per second", "gbps": "gigabit per second",
	"degree": "degree", "celsius": "degree Celsius", "centigrade": "degree Celsius", "fahrenheit": "degree Fahrenheit", "kelvin": "kelvin",
	"joule": "joule", "kilojoule": "kilojoule", "kj": "kilojoule", "megajoule": "megajoule", "mj": "megajoule", "gigajoule": "gigajoule", "calorie": "calorie", "cal": "calorie",
	"kilocalorie": "kilocalorie", "kcal": "kilocalorie", "wh": "watt hour", "kwh": "kilowatt hour", "mwh": "megawatt hour", "gwh": "gigawatt hour", "twh": "terawatt hour",
	"btu": "british thermal unit", "watt": "watt", "kilowatt": "kilowatt", "kw": "kilowatt", "megawatt": "megawatt", "mw": "megawatt", "gigawatt": "gigawatt", "gw": "gigawatt",
	"terawatt": "terawatt", "tw": "terawatt", "horsepower": "horsepower", "hp": "horsepower", "bhp": "horsepower", "volt": "volt", "kilovolt": "kilovolt", "kv": "kilovolt",
	"ampere": "ampere", "amp": "ampere", "ohm": "ohm", "pascal": "pascal", "hectopascal": "hectopascal", "hpa": "hectopascal", "kilopascal": "kilopascal", "kpa": "kilopascal",
	"megapascal": "megapascal", "mpa": "megapascal", "millibar": "millibar", "mbar": "millibar", "mah": "milliampere hour",
	"hertz": "hertz", "hz": "hertz", "kilohertz": "kilohertz", "khz": "kilohertz", "megahertz": "megahertz", "mhz": "megahertz", "gigahertz": "gigahertz", "ghz": "gigahertz",
	"byte": "byte", "kilobyte": "kilobyte", "kb": "kilobyte", "megabyte": "megabyte", "mb": "megabyte", "gigabyte": "gigabyte", "gb": "gigabyte",
	"terabyte": "terabyte", "tb": "terabyte", "petabyte": "petabyte", "pb": "petabyte", "kilobit": "kilobit", "megabit": "megabit", "gigabit": "gigabit",
	"pixel": "pixel", "megapixel": "megapixel", "mp": "megapixel", "decibel": "decibel", "db": "decibel", "lumen": "lumen",
	"magnitude": "magnitude", "percent": "percent", "pct": "percent", "percentage": "percent", "pc": "percent", "p.c": "percent", "%": "percent",
	"km²": "square kilometre", "km2": "square kilometre", "m²": "square metre", "m³": "cubic metre", "sqm": "square metre", "sqkm": "square kilometre",
}

// abbreviated units of one or two letters are believed only right after
// digits: "5 m", "20 kg", never "five m".
func abbreviated(w string) bool { return len(w) <= 2 && w != "%" }

// prefixed units are two words: "square miles", "cu ft", "nautical miles".
var prefixed = map[string]string{
	"square": "square ", "sq": "square ", "cubic": "cubic ", "cu": "cubic ", "nautical": "nautical ", "fluid": "fluid ", "fl": "fluid ",
	"troy": "troy ", "light": "light ", "long": "long ", "gross": "gross ", "metric": "metric ", "short": "short ", "basis": "basis ",
	"percentage": "percentage ", "lb": "pound ", "pound": "pound ", "foot": "foot ", "ft": "foot ", "imperial": "imperial ", "us": "us ", "statute": "statute ", "acre": "acre ", "watt": "watt ",
	"kilowatt": "kilowatt ", "megawatt": "megawatt ", "gigawatt": "gigawatt ", "terawatt": "terawatt ",
}

// composed maps prefix and base to the canonical name where they differ.
var composed = map[string]string{
	"metric tonne": "tonne", "metric ton": "tonne", "short ton": "ton", "statute mile": "mile", "imperial gallon": "gallon", "us gallon": "gallon",
}

// Convert expresses x, given in one unit, in another of the same dimension:
// 10 "kilometre" are 6.2 "mile". Units are canonical names as in
// text.Quantity.Unit. Gallons and tons are those of the US (3.785 l, 907 kg),
// months and years the mean Gregorian ones. Money is not converted, hundredths
// ("cent", "penny") to their currency aside.
func Convert(x float64, from, to string) (float64, error) {
	if from == to {
		return x, nil
	}
	f, ok := units[from]
	if !ok {
		return 0, fmt.Errorf("convert %g %s to %s: unknown unit %q", x, from, to, from)
	}
	t, ok := units[to]
	if !ok {
		return 0, fmt.Errorf("convert %g %s to %s: unknown unit %q", x, from, to, to)
	}
	if f.dim != t.dim || f.dim == other {
		return 0, fmt.Errorf("convert %g %s to %s: a unit of %s is none of %s", x, from, to, f.dim, t.dim)
	}
	return (x*f.factor + f.offset - t.offset) / t.factor, nil
}

// Dimension returns what a canonical unit measures: "length", "area", "volume",
// "mass", "time", "speed", "temperature", "energy", "power", "pressure",
// "frequency", "data", "share"; "money" for currencies, "" for a unit that
// cannot be converted.
func Dimension(name string) string {
	u, ok := units[name]
	switch {
	case ok && u.dim != other:
		return u.dim
	case !ok && isCurrency(name):
		return cash
	}
	return ""
}
