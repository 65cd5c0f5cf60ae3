package web

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// client connects to the tools over the ferry example.
func client(t *testing.T) *mcp.ClientSession {
	t.Helper()
	ctx := context.Background()
	here, there := mcp.NewInMemoryTransports()
	server, err := Tools(shared(t), "test").Connect(ctx, there, nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); server.Wait() })
	return c
}

// call calls a tool and reads its answer into out; it returns the text of an
// error of the tool.
func call(t *testing.T, c *mcp.ClientSession, name string, args map[string]any, out any) string {
	t.Helper()
	r, err := c.CallTool(context.Background(), &mcp.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	text := r.Content[0].(*mcp.TextContent).Text
	if r.IsError {
		return text
	}
	if err := json.Unmarshal([]byte(text), out); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return ""
}

// TestTools goes from the list of stories to the exact words behind an entry,
// as a client would.
func TestTools(t *testing.T) {
	c := client(t)
	list, err := c.ListTools(context.Background(), nil)
	if err != nil || len(list.Tools) != 8 {
		t.Fatalf("%+v, %v", list, err)
	}
	for _, x := range list.Tools {
		if x.Annotations == nil || !x.Annotations.ReadOnlyHint || x.Description == "" {
			t.Errorf("%s does not say that it only reads", x.Name)
		}
	}
	var stories apiStories
	call(t, c, "list_stories", map[string]any{"query": "ferry"}, &stories)
	if len(stories.Stories) == 0 {
		t.Fatal("no story")
	}
	var books toolBooks
	call(t, c, "story_questions", map[string]any{"story": stories.Stories[0].ID}, &books)
	checked := 0
	for _, q := range books.Questions {
		for _, e := range q.Entries {
			ref := e.Claims[0]
			var quote apiQuote
			if msg := call(t, c, "quotation", map[string]any{"path": ref.Path, "claim": ref.ID}, &quote); msg != "" {
				t.Fatal(msg)
			}
			var doc apiReport
			call(t, c, "report", map[string]any{"path": ref.Path}, &doc)
			for _, w := range append(quote.Words, quote.Context) {
				if w.Span.In(doc.Document.Text) != w.Text || w.Text == "" && w.Span.Len() > 0 {
					t.Errorf("%s %s: %q is not what stands at %v", ref.Path, ref.ID, w.Text, w.Span)
				}
			}
			checked++
		}
	}
	if checked < 10 {
		t.Errorf("only %d entries", checked)
	}
	var copies toolCopies
	call(t, c, "story_copies", map[string]any{"story": books.Story}, &copies)
	var found apiSearch
	call(t, c, "search", map[string]any{"query": "coast guard", "in": "claimants"}, &found)
	var said apiSayings
	call(t, c, "claimant", map[string]any{"name": found.Found[0].Claims[0].Claim.Source.Name}, &said)
	var news apiNewsList
	call(t, c, "news", map[string]any{"limit": 3}, &news)
	if len(copies.Families) == 0 || len(copies.Changes) == 0 || len(found.Found) == 0 || len(said.Sayings) == 0 || len(news.News) != 3 {
		t.Errorf("%d families, %d changes, %d found, %d sayings, %d news", len(copies.Families), len(copies.Changes), len(found.Found), len(said.Sayings), len(news.News))
	}
}

func TestToolFaults(t *testing.T) {
	c := client(t)
	for name, args := range map[string]map[string]any{
		"story_questions": {"story": "none"}, "story_copies": {"story": "../../etc/passwd"}, "quotation": {"path": "/etc/passwd", "claim": "c1"}, "report": {"path": "none"},
	} {
		if msg := call(t, c, name, args, nil); !strings.Contains(msg, "nothing by that name") {
			t.Errorf("%s: %q", name, msg)
		}
	}
}
