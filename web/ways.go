package web

// way is one form of the page of corrections.
type way struct {
	Way, Button, CSRF, Who, Story, Question string
	Open                                    bool
}

// Way is the form of that kind of correction, with what every form carries.
func (l *layout) Way(kind, button string) way {
	m, _ := l.Main.(correctMain)
	return way{Way: kind, Button: button, CSRF: l.CSRF, Who: m.Who, Story: m.Story, Question: m.Question, Open: l.Open}
}

// choosing is a list of choices of a form.
type choosing struct {
	Way, Type, Name, Legend string
	List                    []choice
}

func choose(way, kind, name, legend string, list []choice) choosing {
	return choosing{way, kind, name, legend, list}
}
