module github.com/stemmanews/stemma

go 1.26
