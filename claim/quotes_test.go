package claim

import (
	"slices"
	"testing"

	"github.com/stemmanews/stemma"
	"github.com/stemmanews/stemma/lang/text"
	"github.com/stemmanews/stemma/lang/tokenize"
)

func TestScanQuotes(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{`He said: "It rains."`, []string{`"It rains."`}},
		{"“It rains,” he said. “Still.”", []string{"“It rains,”", "“Still.”"}},
		{"‘It rains,’ he said; it’s the farmers’ hope.", []string{"‘It rains,’"}},
		{"“She said ‘no’ and left,” he said.", []string{"“She said ‘no’ and left,”"}},
		{"“One day.\n\n“Two days.”", []string{"“One day.", "“Two days.”"}},
		{"A 6-inch (15 cm) pipe isn't \"safe\".", []string{`"safe"`}},
		{"``It rains,'' he said.", []string{"``It rains,''"}},
		{"«Il pleut», he said.", []string{"«Il pleut»"}},
		{"The engineers' report is the workers' too.", nil},
	}
	for _, c := range tests {
		t.Run(c.text, func(t *testing.T) {
			tx := &text.Text{Doc: &stemma.Document{Text: c.text, Body: []stemma.Span{{0, len(c.text)}}}}
			tokenize.Fill(tx)
			var got []string
			for _, q := range scanQuotes(tx) {
				got = append(got, q.span.In(c.text))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
