package tree

import (
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
)

// children lists for each node its children, in order.
func (s *Stemma) children() (kids [][]int, root int) {
	kids, root = make([][]int, len(s.Nodes)), -1
	for i, n := range s.Nodes {
		if n.Parent >= 0 {
			kids[n.Parent] = append(kids[n.Parent], i)
		} else {
			root = i
		}
	}
	return kids, root
}

// walk calls f for all nodes, parents first, with their depth.
func (s *Stemma) walk(f func(i, depth int, last bool)) {
	kids, root := s.children()
	var down func(i, depth int, last bool)
	down = func(i, depth int, last bool) {
		f(i, depth, last)
		for k, c := range kids[i] {
			down(c, depth+1, k == len(kids[i])-1)
		}
	}
	if root >= 0 {
		down(root, 0, true)
	}
}

// Edges writes a line "PARENT CHILD" for each branch.
func (s *Stemma) Edges(w io.Writer) error {
	return write(w, func(b *strings.Builder) {
		s.walk(func(i, _ int, _ bool) {
			if p := s.Nodes[i].Parent; p >= 0 {
				fmt.Fprintf(b, "%s %s\n", s.Nodes[p].Name, s.Nodes[i].Name)
			}
		})
	})
}

// Text draws the tree in lines of text.
func (s *Stemma) Text(w io.Writer) error {
	return write(w, func(b *strings.Builder) {
		var bars []bool // for each depth whether a line goes on there
		s.walk(func(i, depth int, last bool) {
			bars = append(bars[:min(len(bars), depth)], !last)
			for d := 1; d < depth; d++ {
				if bars[d] {
					b.WriteString("│  ")
				} else {
					b.WriteString("   ")
				}
			}
			switch {
			case depth > 0 && last:
				b.WriteString("└─ ")
			case depth > 0:
				b.WriteString("├─ ")
			}
			b.WriteString(plain(s.Nodes[i].Name) + "\n")
		})
	})
}

// plain takes control characters out of a name that goes to a terminal.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return -1
		}
		return r
	}, name)
}

// DOT writes the tree for Graphviz.
func (s *Stemma) DOT(w io.Writer) error {
	return write(w, func(b *strings.Builder) {
		b.WriteString("digraph stemma {\n")
		s.walk(func(i, _ int, _ bool) {
			n := s.Nodes[i]
			if n.Lost {
				fmt.Fprintf(b, "\t%s [style=dashed];\n", dotName(n.Name))
			} else {
				fmt.Fprintf(b, "\t%s;\n", dotName(n.Name))
			}
			if n.Parent >= 0 {
				fmt.Fprintf(b, "\t%s -> %s;\n", dotName(s.Nodes[n.Parent].Name), dotName(n.Name))
			}
		})
		b.WriteString("}\n")
	})
}

func dotName(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(name) + `"`
}

// Newick writes the tree in Newick form, with branch lengths; lost nodes keep
// their names.
func (s *Stemma) Newick(w io.Writer) error {
	kids, root := s.children()
	return write(w, func(b *strings.Builder) {
		var down func(i int)
		down = func(i int) {
			if len(kids[i]) > 0 {
				b.WriteByte('(')
				for k, c := range kids[i] {
					if k > 0 {
						b.WriteByte(',')
					}
					down(c)
				}
				b.WriteByte(')')
			}
			b.WriteString("'" + strings.ReplaceAll(s.Nodes[i].Name, "'", "''") + "'")
			if s.Nodes[i].Parent >= 0 {
				b.WriteString(":" + strconv.FormatFloat(s.Nodes[i].Length, 'f', 5, 64))
			}
		}
		if root >= 0 {
			down(root)
		}
		b.WriteString(";\n")
	})
}

// Sizes of the drawing, in pixels.
const (
	stepX, stepY = 150, 28
	margin       = 20
)

// SVG draws the tree from left to right; lost texts are hollow.
func (s *Stemma) SVG(w io.Writer) error {
	y, depth := s.layout()
	height, width := 0.0, 0
	for i := range s.Nodes {
		height, width = max(height, y[i]), max(width, depth[i])
	}
	return write(w, func(b *strings.Builder) {
		fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">`+"\n",
			2*margin+stepX*(width+1), 2*margin+int(height*stepY))
		for i, n := range s.Nodes {
			x, at := margin+stepX*depth[i], margin+int(y[i]*stepY)
			if n.Parent >= 0 {
				px, py := margin+stepX*depth[n.Parent], margin+int(y[n.Parent]*stepY)
				fmt.Fprintf(b, `<path d="M%d %dC%d %d %d %d %d %d" fill="none" stroke="gray"/>`+"\n", px, py, px+stepX/2, py, x-stepX/2, at, x, at)
			}
		}
		for i, n := range s.Nodes {
			x, at := margin+stepX*depth[i], margin+int(y[i]*stepY)
			fill := "black"
			if n.Lost {
				fill = "white"
			}
			fmt.Fprintf(b, `<circle cx="%d" cy="%d" r="4" fill="%s" stroke="black"/><text x="%d" y="%d">%s</text>`+"\n",
				x, at, fill, x+8, at-6, html.EscapeString(plain(n.Name)))
		}
		b.WriteString("</svg>\n")
	})
}

// layout gives each node its row, the middle of its children's, and its depth.
func (s *Stemma) layout() (y []float64, depth []int) {
	kids, root := s.children()
	y, depth = make([]float64, len(s.Nodes)), make([]int, len(s.Nodes))
	rows := 0
	var down func(i, d int)
	down = func(i, d int) {
		depth[i] = d
		if len(kids[i]) == 0 {
			y[i] = float64(rows)
			rows++
			return
		}
		for _, c := range kids[i] {
			down(c, d+1)
		}
		y[i] = (y[kids[i][0]] + y[kids[i][len(kids[i])-1]]) / 2
	}
	if root >= 0 {
		down(root, 0)
	}
	return y, depth
}

func write(w io.Writer, fill func(*strings.Builder)) error {
	var b strings.Builder
	fill(&b)
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("writing a stemma: %w", err)
	}
	return nil
}
