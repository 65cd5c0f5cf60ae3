package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
)

// kinds is the set of cues that a line shows; see [cueTable].
type kinds uint64

func (k kinds) has(c kinds) bool { return k&c != 0 }

// The cues. The words of the pages' templates (menus, forms, notices) are much
// the same all over the web, whatever the article is about.
const (
	cueMenu kinds = 1 << iota
	cueNav
	cueShare
	cueTags
	cuePrevNext
	cueDay
	cueAgo
	cueDateWord
	cueBy
	cueStaff
	cueMinutes
	cuePhoto
	cuePhotoEnd
	cueEmbed
	cueHandle
	cueRelatedHead
	cueRelatedInline
	cueComment
	cueBio
	cueSourceLink
	cueRights
	cueReporting
	cueSlug
	cueAdvert
	cueCookies
	cueNewsletter
	cueFollow
	cueTool
	cueNotice
	cueDateline
	cueAgency
	cueName
	cueMasthead
	cueMark
)

// longCues are the cues that running text of more than shortWords words may
// show; for the others it is too long, so that they need not be looked for.
const (
	longCues   = cuePhoto | cuePhotoEnd | cueCookies | cueNewsletter | cueFollow | cueNotice | cueAdvert | cueRights | cueReporting | cueBio | cueAgency | cueDateline
	shortWords = 25
)

// cueTable gives each cue its pattern. They are matched in small letters.
var cueTable = []struct {
	cue   kinds
	re    *regexp.Regexp
	needs needs
}{
	{cueNav, re(`^(?:skip to (?:main )?content|(?:main )?menu|home|close|search|log ?in|sign ?in|register|subscribe|contact(?: us)?|about(?: us)?|sections?|advertise|back to top|e-?edition|listen live|go back|toggle navigation|(?:view )?archive|(?:privacy|cookie) policy|terms (?:of use|of service|and conditions|\|)|(?:view|open) in browser|unsubscribe|(?:next|previous) (?:digest|edition|issue)|(?:older|newer) (?:posts|articles)|(?:back|return) to\b|in:|in today.s|in this (?:issue|edition))\b|\bprivacy policy\b|\bterms of (?:use|service)\b`), nil},
	{cueShare, re(`^(?:share\b|you can share|(?:facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|flipboard|messenger|bluesky|threads)$|(?:\b(?:share|tweet|pin|e-?mail|print|like|save)\b\W*){3,}$|tweet$|pin(?: it)?$|e-?mail$|print$|copy link|spread the word|like it\?)|\bshare (?:this|on|post|story|via|with your)\b|(?:\b(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|viber|flipboard|e-?mail|print|messenger|tumblr|mastodon|bluesky|threads|save|copy link)\b\W*){2,}`), anyOf(`share|tweet|pin|mail|print|copy|spread|like it|facebook|twitter|whatsapp|telegram|linkedin|reddit|viber|flipboard|messenger|tumblr|mastodon|bluesky|threads|save|x`)},
	{cueTags, re(`^(?:tags?|topics?|filed under|posted in|categor(?:y|ies)|keywords?|labels|in this (?:article|story))\s*(?::|$)|^#\w+(?:\s+#\w+)+$`), nil},
	{cuePrevNext, re(`^(?:«|‹|<|←)?\s*(?:prev(?:ious)?|next)(?: (?:post|article|story|entry|page))?\s*(?::|»|›|>|→|$|\s[A-Z0-9«])`), nil},
	{cueAgo, re(`^(?:\w+day,? )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)$|\b(?:\d+|an?) (?:hours?|hrs?|minutes?|mins?|days?|weeks?) ago\b|\bjust now\b`), anyOf(`ago|just now|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec`)},
	{cueDateWord, re(`^\W*(?:date|published|posted|updated|last (?:updated|up to date|modified|changed)|first published|created|modified|compiled|issued)\b`), nil},
	{cueBy, re(`^\W*(?:(?:posted|published|written|reported|story|text|words|opinion|column|comment|analysis|review|guest post|submitted|compiled|report) by|from our|author:|byline:|reporter:|text:)\s`), nil},
	{cueStaff, re(`\b(?:staff writer|(?:special |foreign |senior |chief |our )?correspondents?|(?:senior |contributing )?(?:editor|contributor|writer|reporter)|staff|newsroom|news ?desk|foreign desk|world desk|desk report|editorial team|team|admin|agencies|columnist|bureau)\b`), anyOf(`staff|correspondent|editor|contributor|writer|reporter|newsroom|desk|team|admin|agencies|columnist|bureau`)},
	{cueMinutes, re(`^listen to\b.{0,30}\d min|\b\d+[- ]?min(?:ute)?s?\.? (?:read|listen|watch)\b|\bread(?:ing)? time\b|\blisten to this\b|\bwords\)?$`), anyOf(`min|read|listen|words`)},
	{cuePhoto, re(`^\W*(?:(?:file )?photos?(?:graphs?)?|pictures?|images?|captions?|pic|illustration|graphic|map|video|watch|gallery|cover|screenshot|cartoon|chart|credits?)(?: by| credit| shows| gallery)?\s*(?::|$|\(|\[|\.\.\.|…)|^(?:image|media|video|photo) (?:source|caption|credit),`), nil},
	{cuePhotoEnd, re(`(?:\([^()]*\b(?:photos?|image|picture|via|supplied|handout|getty|archive|file|contributed|courtesy)\b[^()]*\)|\b(?:photos?|image|picture|credits?|graphic|courtesy(?: of)?)\s*(?::|by|/|©)\s*[^.!?]{2,60}|\bgetty images\b[^.]*|[-–—]\s*[^.]{2,50}/\s*(?:contributed|handout|reuters|afp|ap|supplied|file|getty\b.*)|[\[(](?:stock|file) (?:image|photo|picture)[\])]|\bimage\s?: [^.]{2,60}\.?|[.!?] (?:reuters|afp|ap|epa|getty|dpa|via [^.]{2,30})|\[(?:file|photo|reuters|afp|ap|getty|[^\[\]]{2,30}/)[^\[\]]{0,40}\])$`), anyOf(`photo|image|picture|via|supplied|handout|getty|archive|file|contributed|courtesy|credit|graphic|/|[|reuters|afp|ap|epa|dpa`)},
	{cueEmbed, re(`^\[?(?:embedded|embed|video|tweet|post|media|audio|content|this (?:video|content|post|tweet))\b[^.]{0,40}(?:unavailable|not available|removed|deleted|embedded|blocked|cannot be (?:shown|displayed)|requires|loading)|^\[(?:embedded |video|tweet|gallery|map|audio|interactive|iframe|instagram|youtube|facebook)|view (?:this|the) post on|pic\.(?:twitter|x)\.com|^(?:view|watch|see)(?: this)?(?: video| post| more)? on (?:x|twitter|youtube|instagram|facebook|tiktok|telegram)\b|a post shared by`), anyOf(`embed|video|tweet|post|media|audio|content|gallery|map|interactive|iframe|instagram|youtube|facebook|view|pic.|watch|see`)},
	{cueHandle, re(`(?:^|\s)[—–-]+\s?[^()]{2,60}\(@\w+\)[^.]{0,40}$|^@\w+$|(?:retweets|reposts).*likes`), anyOf(`@|likes`)},
	{cueRelatedHead, re(`^\W*(?:(?:related|recommended|similar|suggested|featured|popular|trending|recent|latest|top|other|more|further|next|sponsored|promoted|must[- ]read)\s*(?:articles?|posts?|stor(?:y|ies)|news|reads?|reading|headlines|content|coverage|topics|bites|videos?|links|items|entries)?|also (?:in|on|from|read|see|of interest|this week|today|brewing|making|trending)\b.{0,40}|read (?:next|more|also|on|too)\b.{0,30}|see also|more (?:from|in|on|about|like|to|of|stories|news|headlines|coverage)\b.{0,40}|most (?:read|popular|viewed|shared|commented)\b.{0,20}|(?:you|readers) (?:may|might|could|will) (?:also )?(?:like|enjoy|be interested|have missed|want)\b.{0,20}|recommended (?:for you|by).{0,20}|trending (?:now|today|on|in).{0,20}|(?:don.t|do not) miss|what to read next|what(?:'s|’s) (?:new|next|hot)|(?:editor|reader)s?.?s? (?:picks?|choice)|in other news|elsewhere(?: on| in)?\b.{0,25}|(?:from|around) the (?:web|archives?|network)|popular (?:now|this week|on).{0,20}|top (?:stories|picks)(?: (?:now|today|this))?.{0,15}|in case you missed it|keep reading|further reading|up next|continue reading|explore more\b.{0,20}|around the (?:region|world|web)|popular tags|stories you|the latest|paid content|ads? by)\s*[:.…>»]*$`), nil},
	{cueRelatedInline, re(`^\W*(?:related(?: (?:article|story|news|stories|topics?))?|read (?:more|also|next|full story)|also read|see also|more(?: on this)?|trending(?: now)?|most read|recommended|watch(?: also| now| live)?|don.t miss|from the archives?|also this week|also today|in pictures|explainer|must read|podcast|earlier|up next|also in [a-z][\w ]{2,25}|also on [\w.]{3,20})\s*(?::|\||>|»|–|—)\s*\S`), nil},
	{cueComment, re(`^\W*(?:leave (?:a|your) (?:reply|comment)|(?:post|add|write|view|show|hide|load|read|see) (?:a |all |the |your |more )?(?:\d+ )?comments?\b|\W*\d+ (?:comments?|replies|responses)\W*$|\d+ (?:thoughts?|responses?|replies|comments?) (?:on|to) \W|(?:top(?: rated)?|popular|reader|latest|all) comments$|no comments(?: yet)?$|comments?(?: \(\d+\)| are closed| policy| section)?\s*\*?:?$|join the (?:conversation|discussion|debate)|(?:log|sign) ?in to (?:comment|join|post|reply|leave|participate)|sign in or (?:register|sign up)|(?:you must be )?logged in (?:as|to)|your (?:e-?mail|question|name|first name|comment|message|answer)\b.{0,40}[:*]|your comment|guest$|disqus|your e-?mail address|required fields|save my name|(?:first |last |your )?name\s*(?:\*|\(required\)|:)|e-?mail\s*(?:\*|\(|:|address)|website\s*[:*]?$|comments? (?:are|is|will be|may be) (?:moderated|closed|subject|reviewed|disabled|welcome)|commenting is|our community guidelines|community guidelines|keep it (?:clean|civil)|be the first to (?:comment|reply)|reply$|submit$|notify me|\[ \]|please (?:log|sign) in|have your say|what do you think\b.{0,60}$)|will not be (?:published|shown)|\bcomments? (?:is|are) moderated`), nil},
	{cueBio, re(`^\s*(?:about the author|the (?:author|writer)(?:.s)? (?:is a|was a|views|works (?:as|for)|lives|teaches)|view all posts|more (?:posts )?by\b|contact the (?:author|reporter)|author$)|\bcan be (?:reached|contacted) (?:at|on|via)\b|.s (?:latest |new |first |second )?(?:book|novel|collection|memoir)\b.{0,60}\b(?:appears|is out|is published|is available|comes out)\b|\breach (?:him|her|them) at\b`), anyOf(`author|writer|posts|more|contact|reach|book|novel|collection|memoir`)},
	{cueSourceLink, re(`^\W*(?:source(?:\s*link)?|via|original (?:article|source|story)|source article|read the (?:original|full) (?:article|story|report)(?: here)?|this (?:article|story|post|report) (?:first |originally |was first |was originally )+(?:appeared|published|posted)\b.*|originally published\b.*|first published (?:in|by|on|at) [^\d].*|(?:re)?published with permission.*)\s*[.:]?$|^\W*(?:sources?|via|credit|from|agency|with inputs? from)\s*:\s*\S.{0,80}$`), nil},
	{cueRights, re(`(?:^|\s)(?:©|\(c\))\s?|^\W*copyright\b|all rights reserved|may not be (?:published|reproduced|republished|redistributed)`), anyOf(`©|(c)|copyright|all rights|may not be`)},
	{cueReporting, re(`^\W*(?:additional |further )?(?:reporting|writing|editing|edited|compiled|translated|translation|research|text|background)(?: and (?:writing|editing))? (?:by|from)\b|^\W*with (?:reports?|reporting|inputs?|assistance|files|additional|agency|agencies|contributions?|material|help)\b.{0,90}$|contributed (?:to this (?:report|story|article)|reporting)|^\W*(?:AFP|AP|Reuters|dpa|AFP/AP|Agencies)\W*$`), anyOf(`report|writing|edit|compiled|translat|research|text|background|with |contributed|afp|ap|reuters|dpa|agencies`)},
	{cueAdvert, re(`^\W*(?:advert(?:isement|isment|ising)?|ad(?:s|vertorial)?|sponsored(?: content| by.*)?|supported by|paid partner.*|skip ad.*|taboola|outbrain|promoted|paid (?:post|content)|(?:the )?(?:story|article|content) continues?\b.*|continue reading\b.*|scroll (?:down|to continue)\b.*)\b.{0,50}$|^\W*advertisement\b|continues? below|after (?:the|this) (?:ad|advertisement)`), anyOf(`ad|sponsored|supported|promoted|paid|continue|scroll|taboola|outbrain`)},
	{cueCookies, re(`\bwe\b.{0,60}\bcookies?\b|\bcookies? (?:help|are used|policy|settings)|accept all|do not sell my|we value your privacy`), anyOf(`cookie|accept all|do not sell|we value`)},
	{cueNewsletter, re(`(?:^|[.!?:|]\s+)(?:sign (?:me )?up\b|subscribe\b|get .{0,40}(?:inbox|newsletter|briefing|\bapp\b)|enter your e-?mail|(?:want|like) more\b.{0,40}\?|enjoyed? this\b.{0,40}|(?:was this )?forwarded (?:to you)?|become a (?:member|subscriber|supporter)|support (?:our|independent|us)\b|make a donation|already a subscriber|you have \d+ (?:free )?articles|to continue reading|thank you for reading|donate\b|join our\b|to suspend delivery)|\byour inbox\b|reply stop|manage (?:your )?(?:preferences|subscription)|\b(?:our|this|the) (?:[\w’-]+ )?newsletter\b|^\W*\(? ?enter your`), anyOf(`sign |subscribe|already|articles|to continue|thank you|get |inbox|enter your|more|enjoy|forwarded|member|support|donat|join our|suspend|stop|manage|newsletter`)},
	{cueFollow, re(`(?:^|[.!?|]\s+)(?:please |or )?(?:(?:follow|like|join|find|visit|contact|reach) (?:us|our|me|the newsroom|@\w+|also)|follow \S+(?: \S+){0,3} (?:on|for more)\b|send us|write to (?:us|the editor)|reply to letters|listen to our|watch our|download (?:our|the)|stay tuned|for more (?:updates|news|stories|information),? |have a (?:story|tip)|got a (?:story|tip)|click here)|\bour (?:podcast|whatsapp|telegram|youtube|facebook) ?(?:channel|page)?\b|(?:whatsapp|telegram|youtube) channel$|\bgnews\b|\b(?:letters|ask|tips|news|editor)@|use the form below`), anyOf(`follow|like|join|find|visit|contact|reach|send us|write to|letters|listen|watch|download|stay|for more|have a|got a|click|our |channel|gnews|ask@|tips@|news@|editor@|form below`)},
	{cueTool, re(`^(?:\W*(?:print|save(?: for later)?|listen|bookmark|text size|a\+|a-|font|zoom|gift(?: article)?|view (?:gallery|saved)|play|pause|mute|1x|loading|report (?:an )?error|read full|show more|see more|load more|expand|translate|see original|yes|no|ok|reject|settings|learn more)\b\W*){1,6}$|^[\d\s.,k]+(?:share|tweet|pin|like|views?|reads?)|^\d+ (?:views?|shares?|likes?)$|^(?:\d+\s+){2,}\d*$|(?:ai|automated) voice|was this (?:translation|article|page|helpful|useful)|did you (?:find|like) this|yes\s*/\s*no|rate this|^(?:\d+ )?likes?$|^(?:enter keywords|select language|tap here|play video|(?:hide|toggle|show) caption|watch the video|this video can.?not|scroll to top|powered by|website by|theme:|gift this|print this|e-?mail this|reuse this|purchase licensing|our standards|corrections?$|what.s your reaction|views?:? [\d.,k]+$)|\d ?[°º] ?[cf]\b|\b(?:notice|find|spot|found) an? (?:error|mistake|typo|inaccuracy)|report a (?:typo|mistake)|press ctrl`), nil},
	{cueNotice, re(`^\W*(?:disclaimer|editor.?s?.? note|correction|clarification|note to (?:readers|editors))\b.{0,15}:|^\W*(?:this|the) (?:text|story|article|post|report|content|page|translation) (?:was|is|has been|may be|may have been)\b.{0,40}\b(?:translated|updated|generated|originally|syndicated|auto|first published|produced by|reproduced|corrected|amended|not been edited|developing|edited by|created|part of)|not responsible for the content|^\W*translated (?:automatically|from|by)|(?:auto[- ]?(?:aggregated|generated)|translated automatically|machine transl|computer program|syndicated feed)|\bviews (?:are|expressed)\b.{0,60}\b(?:own|author|reflect)|opinions? expressed`), anyOf(`disclaimer|note|not responsible|correction|clarification|text|story|article|post|report|content|page|translat|views|opinion|generat|aggregat|computer|syndicated`)},
	{cueMark, re(`^.{2,60}\b(?:says|said|writes|wrote|replied|commented)\s*:?$|^(?:reply|permalink|flag|upvote|reply to .{2,40})$|\d{1,2}:\d\d ?(?:[ap]\.?m\.?)?(?: said:| says:)?$|^rating: |^\d+ (?:points?|votes?)$|\b(?:minutes?|hours?|days?|weeks?|months?|years?) ago(?: at \d.*)?$`), anyOf(`say|said|write|wrote|repl|comment|permalink|flag|vote|:|rating|point|ago`)},
	{cueMasthead, re(`\b(?:since \d{4}|edition|the voice of|\d+(?:\.\d)? ?fm|magazine|daily|weekly|the week in|(?:your|the) (?:\w+ )?(?:source|guide)|brought to you|\.com|\.net|\.org|tv|online|e-?paper)\b`), anyOf(`since|edition|voice of|fm|magazine|daily|weekly|week in|source|guide|brought|.com|.net|.org|tv|online|paper`)},
}

// casedTable has the cues for which capitals matter.
var casedTable = []struct {
	cue   kinds
	re    *regexp.Regexp
	needs needs
}{
	{cueSlug, regexp.MustCompile(`^[a-z]{2,4}(?:-[a-z]{2,4})*(?:/[a-z]{2,4}(?:-[a-z]{2,4})*){1,5}$`), anyOf(`/`)}, // initials of writer and editors
	{cueBy, regexp.MustCompile(`^From (?:[\p{Lu}][\pL.'’-]* ){1,3}[\p{Lu}][\pL’'-]+ in [\p{Lu}][^.!?]*$`), nil},
	{cuePhotoEnd, regexp.MustCompile(`^(?:[\p{Lu}][\pL.’'-]* ){1,3}[\p{Lu}][\pL’'-]+ ?/ ?(?:[\p{Lu}][\pL]*(?: [\p{Lu}][\pL]*)?)$`), anyOf(`/`)},
	{cueBy, regexp.MustCompile(`^\W*(?i:by):?\s+(?:[\p{Lu}][^.!?]*|admin|our [^.!?]*)$`), nil},
	{cueBio, regexp.MustCompile(`^\W{0,3}(?:(?:[\p{Lu}][\pL.’'-]*\s+){2,4}|[\p{Lu}][\pL’-]+\s+|He\s+|She\s+)(?:(?:is|was) (?:an? |the |our )?(?:[\w’'-]+ ){0,4}(?:writer|journalist|reporter|editor|correspondent|columnist|contributor|blogger|freelancer)\b(?: and\b|,| (?:for|at|with|based|who|covering|in)\b|\.)|writes (?:about|for|on)\b|covers [a-z]|reports on\b|has written for\b|(?:lives|is based) in\b)`), anyOf(`is |was |writes|covers|reports|written|lives|based`)},
	{cuePhotoEnd, regexp.MustCompile(`\([\p{Lu}][\pL.'’ -]{1,30}/[\p{Lu}][\pL.'’ -]{1,30}\)$`), anyOf(`/`)},
	{cueAgency, agencyName, agencyNeeds},
	{cueDateline, dateline, anyOf(`-|–|—|―`)},
	{cueName, regexp.MustCompile(`^(?:(?:[\p{Lu}][\pL.'’-]*\s+){1,3}[\p{Lu}][\pL.'’-]+|[\p{Lu}][\pL]+)(?:(?:\s+(?:and|&)|,)\s+(?:[\p{Lu}][\pL.'’-]*\s+){1,3}[\p{Lu}][\pL.'’-]+){0,2}(?:,?\s+(?:in|for|at)\s+(?:the\s+)?[\p{Lu}][\pL.'’ -]{1,30}|,\s+[^.!?,]{3,40}(?:,\s+[^.!?,]{3,30})?)?$`), nil},
}

// needs are strings of which a text must hold one for a pattern to match: a
// cheap test before a dear one. No strings, no test.
type needs []string

func anyOf(list string) needs { return strings.Split(list, "|") }

func (n needs) in(s string) bool {
	for _, w := range n {
		if strings.Contains(s, w) {
			return true
		}
	}
	return n == nil
}

// re compiles a pattern for text in small letters.
func re(p string) *regexp.Regexp { return regexp.MustCompile(p) }

// longLine is the number of bytes beyond which a line is running text: no
// template's line is that long, and patterns cost time.
const longLine = 600

// cuesOf finds the cues of a line.
func cuesOf(s string) kinds {
	if len(s) > longLine {
		if dateline.MatchString(s[:runeFloor(s, 160)]) {
			return cueDateline
		}
		return 0
	}
	wanted := ^kinds(0)
	if words(s) > shortWords && prose(s) {
		wanted = longCues
	}
	var k kinds
	low := strings.ToLower(s)
	for _, c := range cueTable {
		if wanted.has(c.cue) && c.needs.in(low) && c.re.MatchString(low) {
			k |= c.cue
		}
	}
	for _, c := range casedTable {
		if wanted.has(c.cue) && c.needs.in(s) && c.re.MatchString(s) {
			k |= c.cue
		}
	}
	if wanted.has(cueMenu) && isMenu(s) {
		k |= cueMenu
	}
	if wanted.has(cueDay) && len(s) < 250 && len(findDays(s, 0)) > 0 {
		k |= cueDay
	}
	return k
}

var separators = regexp.MustCompile(`\s*(?:\s[|/·•>–]\s|[|»·•]|\s{2,}|\t)\s*`)

// isMenu tells a row of short labels between separators, as menus and
// breadcrumbs are.
func isMenu(s string) bool {
	parts := separators.Split(s, -1)
	if len(parts) < 3 && !(len(parts) == 2 && strings.ContainsAny(s, "|»›")) {
		return false
	}
	for _, p := range parts {
		if words(p) > 5 {
			return false
		}
	}
	return words(s) <= 6*len(parts)
}

// ends says how a line ends.
func ends(s string) rune {
	s = strings.TrimRight(s, ` "'”’»)]*`)
	if strings.HasSuffix(s, "...") {
		return '…'
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// prose tells a paragraph of running text from labels and teasers.
func prose(s string) bool {
	n := words(s)
	switch ends(s) {
	case '.', '!', '?', ':', '。', '।':
		return n >= 12 || n >= 6 && strings.ContainsAny(s, `"“”`)
	case '…':
		return n >= 45
	}
	return n >= 30 || len(s) > 400 && n < 4 // scripts without spaces
}

// upper says whether all letters are capitals.
func upper(s string) bool {
	some := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		some = some || unicode.IsUpper(r)
	}
	return some
}

// rule names the kind of a line that shows one of the cues and has at most so
// many words; running text may have another limit, 0 for none of it.
type rule struct {
	cues         kinds
	words, prose int
	kind         string
}

// rules are in order of precedence.
var rules = []rule{
	{cueSlug | cueSourceLink, 14, 14, stemma.FurnitureCredit},
	{cueEmbed | cueHandle, 40, 25, stemma.FurnitureEmbed},
	{cueComment, 30, 24, stemma.FurnitureComment},
	{cueRelatedHead, 8, 8, stemma.FurnitureRelated},
	{cueRelatedInline, 25, 20, stemma.FurnitureRelated},
	{cueCookies | cueNotice, 60, 60, stemma.FurnitureOther},
	{cueReporting | cueRights, 30, 30, stemma.FurnitureCredit},
	{cuePhoto | cuePhotoEnd, 60, 45, stemma.FurnitureCaption},
	{cueBio, 60, 45, stemma.FurnitureAuthor},
	{cueTags | cuePrevNext, 25, 0, stemma.FurnitureNavigation},
	{cueShare, 14, 0, stemma.FurnitureNavigation},
	{cueNav, 8, 0, stemma.FurnitureNavigation},
	{cueMenu, 16, 0, stemma.FurnitureNavigation},
	{cueNewsletter | cueAdvert | cueFollow, 40, 40, stemma.FurnitureOther},
	{cueMinutes | cueTool, 12, 0, stemma.FurnitureOther},
}

// kindOf turns cues into a kind of furniture, "" where they name none.
func kindOf(l *line) string {
	n, running := words(l.text), prose(l.text)
	if k := whenOrWho(l, n, running); k != "" {
		return k
	}
	for _, r := range rules {
		limit := r.words
		if running {
			limit = r.prose
		}
		if l.kinds.has(r.cues) && n <= limit {
			return r.kind
		}
	}
	return ""
}

// whenOrWho tells lines that say when or by whom the page was published.
func whenOrWho(l *line, n int, running bool) string {
	switch {
	case l.kinds.has(cueBy) && n <= 16 && !running:
		return stemma.FurnitureAuthor
	case l.kinds.has(cueDateWord) && l.kinds.has(cueDay) && n <= 25 && !l.kinds.has(cueRights):
		return stemma.FurnitureDate
	case l.kinds.has(cueDateWord) && (n <= 2 || n <= 8 && !running && strings.ContainsAny(l.text, "0123456789")):
		return stemma.FurnitureDate
	case running || !l.kinds.has(cueDay|cueAgo) || l.kinds.has(cueRights|cuePhoto|cuePhotoEnd|cueHandle|cueNewsletter|cueEmbed):
		return ""
	case words(dateNoise.ReplaceAllString(strings.ToLower(l.text), " ")) <= 6:
		return stemma.FurnitureDate
	}
	return ""
}

// introducesPost matches a sentence that hands over to an embedded post.
var introducesPost = regexp.MustCompile(`(?i)\b(?:posted|post|tweeted|tweet|wrote|shared|published|said)\b.{0,40}\b(?:on|in|to|via) (?:x|twitter|facebook|instagram|telegram|truth social|social media|threads|bluesky)\b|\btweet(?:ed)?\b`)

// dateNoise is what surrounds a date in a line that says little more.
var dateNoise = regexp.MustCompile(`\(updates?\b[^()]*\)|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)|updated?|published|posted|last|first|modified|changed|on|at|by|in|the|of|and|to|date|hours?|hrs?|min(?:ute)?s?|ago|read|[ap]\.?m\.?|gmt|utc|[a-z]{2,4}t|\pL{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \pL{3,9}\.?,? \d{4}|[\d:.,/-]+(?:t[\d:.]+z?)?(?:am|pm)?)\b|[|/·•,:()–—-]`)
