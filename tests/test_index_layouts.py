"""Index pages of many layouts, none of them of a known theme: five posts each, all of whose titles, names, days and addresses are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddata.pipeline.post_rows import extract_posts

_POSTS = (
    ("Leading from the night shift", "Ann Other", "2024-05-14", "14 May 2024", "What a year of nights taught one registrar about asking for help early."),
    ("Rounds on foot", "Jo Bloggs", "2024-04-02", "2 April 2024", "Walking the wards changed how our board hears bad news from the front line."),
    ("The kettle and the rota", "Priya Nair", "2024-03-21", "21 March 2024", "Small comforts matter when the rota does not, and who buys the milk says a lot."),
    ("Learning to say no", "Tomasz Zeller", "2024-02-09", "9 February 2024", "A fellow on boundaries, workload and the art of a kind refusal."),
    ("After the inquiry", "Mairi Gough", "2024-01-30", "30 January 2024", "Three years on, what has a trust changed and what has it quietly forgotten?"),
)  # fmt: skip
_HEAD = """<!DOCTYPE html><html lang="en"><head><title>Blog | Harbour Fellows</title></head><body><header class="site"><a href="/">Harbour
Fellows</a><nav><ul><li><a href="/about">About us</a></li><li><a href="/events">Events</a></li></ul></nav></header>"""
_FOOT = """<footer><p>Harbour Fellows, 1 Quay Road</p><ul><li><a href="/privacy">Privacy</a></li></ul><p>&copy; 2025</p></footer></body></html>"""
# What stands around the posts, and how each is set.
_LAYOUTS = {
    'section role region': ('<main><h1>Blog</h1>', '<section role="region"><h2>{title}</h2><p>{text}</p><p>{name}, {day}</p><a href="/blog/{slug}">Read more</a></section>', '</main>'),
    'details': ('<main><h1>Blog</h1>', '<details><summary>{title}</summary><p>{text}</p><p>By {name} on {day}. <a href="/blog/{slug}">Read the post</a></p></details>', '</main>'),
    'figure cards': ('<main><h1>Blog</h1>', '<figure><a href="/blog/{slug}"><img src="/i{number}.jpg" alt=""></a><figcaption><a href="/blog/{slug}">{title}</a><br>{name} &middot; {day}</figcaption></figure>', '</main>'),
    'strong p': ('<main><h1>Blog</h1>', '<p><strong><a href="/blog/{slug}">{title}</a></strong><br><em>{name}, {day}</em><br>{text}</p>', '</main>'),
    'role heading': ('<main><h1>Blog</h1>', '<div class="c"><div role="heading" aria-level="2"><a href="/blog/{slug}">{title}</a></div><div>{day}</div><div>{name}</div><div>{text}</div></div>', '</main>'),
    'card link': ('<main><h1>Blog</h1>', '<a class="card" href="/blog/{slug}"><img src="/{number}.png" alt=""><span class="d">{day}</span><span class="t">{title}</span><span class="a">{name}</span><span class="x">{text}</span></a>', '</main>'),
    'card link div': ('<main><h1>Blog</h1>', '<a href="/blog/{slug}"><div><div>{title}</div><div>{text}</div><div>By {name}</div><div>{day}</div></div></a>', '</main>'),
    'h1 each': ('<div id="content">', '<div class="post"><h1><a href="/blog/{slug}">{title}</a></h1><p>Posted by {name} at 09:{number}5 on {day}</p><p>{text}</p></div>', '</div>'),
    'read more only': ('<main><h1>Blog</h1>', '<div class="teaser"><h3>{title}</h3><p class="meta">{day} | {name}</p><p>{text}</p><p><a href="/blog/{slug}" class="btn">Read more</a></p></div>', '</main>'),
    'table th': ('<main><table><thead><tr><th>Date</th><th>Post</th><th>Author</th></tr></thead><tbody>', '<tr><td>{day}</td><td><a href="/blog/{slug}">{title}</a></td><td>{name}</td></tr>', '</tbody></table></main>'),
    'table nohead': ('<main><table>', '<tr><td><a href="/blog/{slug}">{title}</a><br>{text}</td><td>{name}</td><td>{day}</td></tr>', '</table></main>'),
    'ol reversed': ('<main><h1>All posts</h1><ol reversed>', '<li value="{number}"><cite><a href="/blog/{slug}">{title}</a></cite>, by {name} ({day})</li>', '</ol></main>'),
    'form page': ('<form id="aspnetForm" action="./" method="post"><div id="main">', '<div class="item"><h2><a href="/blog/{slug}">{title}</a></h2><div>{day}</div><div>{text}</div><div>Author: {name}</div></div>', '</div></form>'),
    'blockquote': ('<main><h1>Blog</h1>', '<blockquote><p><a href="/blog/{slug}">{title}</a></p><p>{text}</p><footer>{name}, {day}</footer></blockquote>', '</main>'),
    'article footer': ('<main><h1>Blog</h1>', '<article><header><h2><a href="/blog/{slug}">{title}</a></h2></header><p>{text}</p><footer><span>{name}</span> <time datetime="{iso}">{day}</time></footer></article>', '</main>'),
    'widget class': ('<div class="elementor-widget widget"><div class="widget-content">', '<div class="widget-post"><h4><a href="/blog/{slug}">{title}</a></h4><span>{day}</span><span> / {name}</span><p>{text}</p></div>', '</div></div>'),
    'related class': ('<main><ul class="related-list">', '<li class="related-item"><a href="/blog/{slug}">{title}</a><span>{day}</span><span>{name}</span></li>', '</ul></main>'),
    'sidebar class': ('<div class="sidebar-right"><div class="inner">', '<div class="row"><a href="/blog/{slug}">{title}</a><div>{name}</div><div>{day}</div></div>', '</div></div>'),
    'br lines': ('<div>', '<a href="/blog/{slug}">{title}</a> by {name}, {day}<br>', '</div>'),
    'p lines': ('<div class="c">', '<p>{day}: <a href="/blog/{slug}">{title}</a> ({name})</p>', '</div>'),
    'h3 then ps': ('<main><h1>Blog</h1>', '<h3><a href="/blog/{slug}">{title}</a></h3>\n<p>{day}</p>\n<p>{name}</p>\n<p>{text}</p>', '</main>'),
    'date first ps': ('<main><h1>Blog</h1>', '<p>{day}</p>\n<h3><a href="/blog/{slug}">{title}</a></h3>\n<p>{name}</p>\n<p>{text}</p>', '</main>'),
    'by first ps': ('<main><h1>Blog</h1>', '<p>{name} | {day}</p>\n<h3><a href="/blog/{slug}">{title}</a></h3>\n<p>{text}</p>', '</main>'),
    'hr runs': ('<div>', '<b><a href="/blog/{slug}">{title}</a></b> — {name}<br><small>{day}</small><br>{text}<hr>', '</div>'),
    'two col': ('<main><h1>Blog</h1>', '<div class="row"><div class="col-2"><span class="day">{parts[0]}</span><span class="mon">{short}</span><span class="yr">{parts[2]}</span></div><div class="col-10"><h2><a href="/blog/{slug}">{title}</a></h2><p>{text}</p><p class="small">{name}</p></div></div>', '</main>'),
    'avatar card': ('<main><h1>Blog</h1>', '<div class="grid__item"><a href="/blog/{slug}"><img src="{number}.jpg" alt="{title}"></a><p class="tag"><a href="/topic/leadership">Leadership</a></p><h2 class="grid__title"><a href="/blog/{slug}">{title}</a></h2><p>{text}</p><div class="person"><img src="/p{number}.jpg" alt="{name}"><div><p>{name}</p><p>{day} · 4 min read</p></div></div></div>', '</main>'),
    'role below': ('<main><h1>Blog</h1>', '<div class="it"><h3><a href="/blog/{slug}">{title}</a></h3><p>{text}</p><p><b>{name}</b><br>Clinical fellow, Harbour Trust</p><p>{day}</p></div>', '</main>'),
    'guest': ('<main><h1>Blog</h1>', '<div class="it"><h3><a href="/blog/{slug}">{title}</a></h3><p>Guest blog by {name}, Clinical Fellow, Harbour Trust | {day}</p><p>{text}</p></div>', '</main>'),
    'title by': ('<main><ul>', '<li><a href="/blog/{slug}">{title} by {name}</a> - {day}</li>', '</ul></main>'),
    'title colon': ('<main><h1>Blog</h1>', '<div><h3><a href="/blog/{slug}">{name}: {title}</a></h3><span>{day}</span><p>{text}</p></div>', '</main>'),
    'us date': ('<main><h1>Blog</h1>', '<div class="e"><h2><a href="/blog/{slug}">{title}</a></h2><p>{us} by {name}</p><p>{text}</p></div>', '</main>'),
    'dotted date': ('<main><h1>Blog</h1>', '<div class="e"><h2><a href="/blog/{slug}">{title}</a></h2><p>{dots} // {name}</p><p>{text}</p></div>', '</main>'),
    'hidden label': ('<main><h1>Blog</h1>', '<article><h2><a href="/blog/{slug}">{title}</a></h2><dl><dt>Published</dt><dd>{day}</dd><dt>Author</dt><dd>{name}</dd></dl><p>{text}</p></article>', '</main>'),
    'meta ul': ('<main><h1>Blog</h1>', '<div class="news"><h3><a href="/blog/{slug}">{title}</a></h3><ul class="meta"><li>Date: {day}</li><li>Author: {name}</li><li>Topic: <a href="/t/x">Leadership</a></li></ul><p>{text}</p></div>', '</main>'),
    'swiper': ('<main><h1>Stories</h1><div class="swiper"><div class="swiper-wrapper">', '<div class="swiper-slide"><div class="slide__in"><h3 class="slide__t"><a href="/blog/{slug}">{title}</a></h3><div class="slide__m"><span>{name}</span><span>{day}</span></div></div></div>', '</div></div></main>'),
    'span titles': ('<main><h1>Blog</h1>', '<div><span><a href="/blog/{slug}">{title}</a></span><span>{day}</span><span>{name}</span><div>{text}</div></div>', '</main>'),
    'comment class': ('<main class="comment"><h1>Comment and opinion</h1>', '<div class="comment-piece"><h2><a href="/blog/{slug}">{title}</a></h2><p>{name} {day}</p><p>{text}</p></div>', '</main>'),
    'month year': ('<main><h1>Blog</h1>', '<div><h3><a href="/blog/{slug}">{title}</a></h3><p>{month}</p><p>Words: {name}</p><p>{text}</p></div>', '</main>'),
    'links at end': ('<main><h1>Blog</h1>', '<div><p><b>{title}</b></p><p>{text}</p><p>By {name}, {day}</p><p><a href="/blog/{slug}">Continue</a></p></div>', '</main>'),
    'days in a list of definitions': ('<main><h1>Archive</h1><dl>', '<dt>{day}</dt><dd><a href="/blog/{slug}">{title}</a> by {name}</dd><dd>{text}</dd>', '</dl></main>'),
    'days of the year in a list of definitions': ('<main><h1>Archive</h1><h2>2024 <span>5</span></h2><dl>', '<dt><time>{short}. {parts[0]}</time></dt><dd><a href="/blog/{slug}">{title}</a> ({name})</dd>', '</dl></main>'),
    'name and month': ('<main><h1>Blog</h1>', '<div class="it"><h3><a href="/blog/{slug}">{title}</a></h3><p>{name} · {month}</p></div>', '</main>'),
    'label of the day, name behind the title': ('<main><h1>Blog</h1>', '<div class="g"><p class="label">{day}</p><ul><li><a href="/blog/{slug}">{title}</a> <em>{name}</em></li></ul></div>', '</main>'),
    'a list called a menu': ('<div>', '<p class="menu-label">{day}</p><ul class="menu-list"><li><a href="/blog/{slug}">{title}</a> by {name}</li></ul>', '</div>'),
    'name above the day above the title': ('<main><h1>Posts</h1>', '<div class="s"><a href="/blog/{slug}" class="hid">{title}</a><div><div><a href="/u{number}">{name}</a></div><a href="/blog/{slug}"><time datetime="{iso}T08:00:00Z">{short} {parts[0]} \'24</time></a></div><h2><a href="/blog/{slug}">{title}</a></h2></div>', '</main>'),
    'heading of its own for each': ('<main><h1>Blog</h1>', '<div class="month"><h2>{month}</h2><div><span>{parts[0]}th</span><h3><a href="/blog/{slug}">{title}</a></h3><p>By {name}</p></div></div>', '</main>'),
    'byline in small type within the heading': ('<main>', '<div class="e"><h2><a href="/blog/{slug}">{title}</a> <small>by {name}, Clinical Fellow in Emergency Medicine, Harbour Trust</small></h2><p>{day}</p><p>{text}</p></div>', '</main>'),
    'elements of its own': ('<main><ds-grid>', '<ds-card><ds-heading><a href="/blog/{slug}">{title}</a></ds-heading><ds-meta><span>{day}</span><span>By {name}</span></ds-meta><p>{text}</p></ds-card>', '</ds-grid></main>'),
    'summaries of papers': ('<main><h1>Fellows</h1>', '<details><summary>{title}</summary><p><b>{name}</b>, {day}</p><p>{text}</p><p><a href="/blog/{slug}">Read the full blog (PDF)</a></p></details>', '</main>'),
    'a label before a list of authors': ('<main>', '<article><h2><a href="/blog/{slug}">{title}</a></h2><div class="meta meta--authors"><span class="meta__label">Authors</span> <ul class="meta-authors"><li><a href="/authors/{number}">{name}</a></li></ul></div><time datetime="{iso}">{day}</time><p>{text}</p></article>', '</main>'),
    'an introduction longer than its posts': ('<main><h1>Education blog</h1><p>We share what any ward can try on Monday, and what it cost us to learn it the slow way over two long winters. We share what any ward can try on Monday, and what it cost us to learn it the slow way over two long winters. We share what any ward can try on Monday, and what it cost us to learn it the slow way over two long winters. </p><p>We share what any ward can try on Monday, and what it cost us to learn it the slow way over two long winters. We share what any ward can try on Monday, and what it cost us to learn it the slow way over two long winters. We share what any ward can try on Monday, and what it cost us to learn it the slow way over two long winters. </p><p>We share what any ward can try on Monday, and what it cost us to learn it the slow way over two long winters. We share what any ward can try on Monday, and what it cost us to learn it the slow way over two long winters. We share what any ward can try on Monday, and what it cost us to learn it the slow way over two long winters. </p><h2>Posts</h2>', '<div class="media"><h4><a href="/blog/{slug}">{title}</a></h4><p>{name} • {day}</p><p>{text}</p></div>', '</main>'),
    'a quotation among the posts': ('<main><div class="grid">', '<div class="cell"><h3><a href="/blog/{slug}">{title}</a></h3><p>{day} | {name}</p><p>{text}</p></div>', '<div class="cell cell--quote"><blockquote>“We share three small tools that any ward can try on Monday.”</blockquote><p>Kim Low, fellow</p></div></div></main>'),
    'labels of posts': ('<main>', '<div class="piece"><h3><a href="/blog/{slug}">{title}</a></h3><span>{day}</span><span>Post author: {name}</span><p>{text}</p></div>', '</main>'),
    'days between dashes': ('<main>', '<article><h2><a href="/blog/{slug}">{title}</a></h2><p>{dashes}</p><p>By {name} and colleagues</p><p>{text}</p></article>', '</main>'),
    'a picture and its name above, the day below': ('<main>', '<article><div><a href="https://example.org/@u{number}"><img alt="{name}" src="x"></a><p>{name}</p></div><a href="/blog/{slug}"><h2>{title}</h2><h3>{text}</h3></a><div><span>{us_day}</span><span>41</span></div></article>', '</main>'),
}  # fmt: skip


def _page(before: str, each: str, after: str) -> str:
    posts = [
        each.format(
            title=title,
            slug=title.lower().replace(" ", "-"),
            name=name,
            iso=iso,
            day=day,
            text=text,
            number=number,
            us=f"{iso[5:7]}/{iso[8:]}/{iso[:4]}",
            dots=f"{iso[8:]}.{iso[5:7]}.{iso[2:4]}",
            dashes=f"{iso[8:]} \u2013 {iso[5:7]} \u2013 {iso[:4]}",
            us_day=f"{day.split()[1][:3]} {day.split()[0]}, {day.split()[2]}",
            parts=day.split(),
            short=day.split()[1][:3],
            month=day.partition(" ")[2],
        )
        for number, (title, name, iso, day, text) in enumerate(_POSTS)
    ]
    return "\n".join([_HEAD, before, *posts, after, _FOOT])


@pytest.mark.parametrize("name", _LAYOUTS)
def test_all_posts_of_a_layout(tmp_path: Path, name: str) -> None:
    """Each post has its own title, name, day and address; nothing else of the page is one."""
    before, each, after = _LAYOUTS[name]
    path = tmp_path / "page.html"
    path.write_text(_page(before, each, after), "utf-8")
    # A month is no day.
    is_dated = "{month}" not in each or "{parts[0]}" in each
    expected = [
        (title, [author], iso if is_dated else None, f"/blog/{title.lower().replace(' ', '-')}")
        for title, author, iso, _, _ in _POSTS
    ]
    rows = [row.values for row in extract_posts(path).rows]
    assert [(row["title"], row["authors"], row["published"], row["url"]) for row in rows] == expected


def _titled(tmp_path: Path, *items: str) -> list[tuple[object, object]]:
    path = tmp_path / "page.html"
    path.write_text("\n".join([_HEAD, "<main>", *items, "</main>", _FOOT]), "utf-8")
    return [(row.values["title"], row.values["published"]) for row in extract_posts(path).rows]


def test_breaks_and_anchors_in_titles(tmp_path: Path) -> None:
    """A break in a title is a blank, and the sign that links to the heading is none of it."""
    items = [
        f'<article><h2><a href="/{number}"><em>Rounds</em> on<br>foot {number}</a><a class="anchor" href="#h{number}">#</a></h2><p>3 May 202{number}</p></article>'
        for number in range(4)
    ]
    assert [(f"Rounds on foot {number}", f"202{number}-05-03") for number in range(4)] == _titled(tmp_path, *items)


def test_a_day_without_its_year_beside_an_address_with_it(tmp_path: Path) -> None:
    """Day and month are printed, and the address has them with the year; an address alone says nothing."""
    item = '<li><h6><a href="/2024/{month}/{day}/post-{day}/">Rounds on foot {day}</a></h6><ul><li>{printed}</li><li>10:00</li></ul><p>What we would do differently next time, and why.</p></li>'
    days = [("12", "07", "12/07"), ("11", "25", "25/11"), ("10", "29", "Oct 29"), ("09", "11", "14/03")]
    items = [item.format(month=month, day=day, printed=printed) for month, day, printed in days]
    found = _titled(tmp_path, "<ul>", *items, "</ul>")
    assert found == [
        ("Rounds on foot 07", "2024-12-07"),
        ("Rounds on foot 25", "2024-11-25"),
        ("Rounds on foot 29", "2024-10-29"),
        ("Rounds on foot 11", None),
    ]


def test_several_persons_in_boxes_before_a_day(tmp_path: Path) -> None:
    """Each has a box with what they are; all of them wrote."""
    person = "<div class='person'><span>{}</span><span>{}</span></div>"
    people = person.format("Ann Other", "GP and trustee") + person.format("Jo Bloggs", "Senior Fellow")
    items = [
        f"<div class='item'><h2><a href='/{number}'>Rounds on foot {number}</a></h2><div>{people}</div><div>Published {number + 1} May 2021</div><p>What we would do differently.</p></div>"
        for number in range(4)
    ]
    path = tmp_path / "page.html"
    path.write_text("\n".join([_HEAD, "<main>", *items, "</main>", _FOOT]), "utf-8")
    assert [["Ann Other", "Jo Bloggs"]] * 4 == [row.values["authors"] for row in extract_posts(path).rows]


def test_pictures_before_names_days_and_topics(tmp_path: Path) -> None:
    """What stands behind the picture of a person is who wrote, up to the next picture, and no further than its element."""
    metas = [
        '<i class="fa fa-user"></i> Ann Other, Jo Bloggs <i class="fa fa-calendar"></i> 3 May 2021 <i class="fa fa-folder"></i> Clinical Wards',
        '<span><i class="icon-user"></i></span> <a href="/p/2">Ann Other</a>, <a href="/p/3">Jo Bloggs</a> <i class="icon-time"></i> 3 May 2021',
        '<span class="bi bi-person"></span> Ann Other, Jo Bloggs <span class="bi bi-clock"></span> 3 May 2021',
        '<a href="/p/2"><i class="icon-user"></i> Ann Other and Jo Bloggs</a> Category <a href="/c/v">Wards</a> 3 May 2021',
    ]
    for meta in metas:
        items = [
            f'<article><h2><a href="/{number}">Rounds on foot {number}</a></h2><p>{meta}</p><p>What we would do differently next time.</p></article>'
            for number in range(3)
        ]
        path = tmp_path / "page.html"
        path.write_text("\n".join([_HEAD, "<main>", *items, "</main>", _FOOT]), "utf-8")
        rows = [row.values for row in extract_posts(path).rows]
        assert [(["Ann Other", "Jo Bloggs"], "2021-05-03")] * 3 == [(row["authors"], row["published"]) for row in rows]


def test_an_empty_place_for_an_author_is_no_picture(tmp_path: Path) -> None:
    """A theme leaves the place of an author empty who is not named: what stands behind it is nobody."""
    items = [
        f'<article><h2><a href="/{number}">Rounds on foot {number}</a></h2><p><span class="author"></span> Clinical Wards <time datetime="2021-05-03">3 May 2021</time></p></article>'
        for number in range(3)
    ]
    path = tmp_path / "page.html"
    path.write_text("\n".join([_HEAD, "<main>", *items, "</main>", _FOOT]), "utf-8")
    rows = [row.values for row in extract_posts(path).rows]
    assert [(None, "2021-05-03")] * 3 == [(row["authors"], row["published"]) for row in rows]


def test_the_path_of_an_element_of_its_own(tmp_path: Path) -> None:
    """It has the tag that the page prints, whatever the page says in an attribute of ours."""
    items = [
        f'<div data-leaddata-tag="x"><ds-card><h2><a href="/{number}">Rounds on foot {number}</a></h2><p>3 May 2021</p></ds-card></div>'
        for number in range(3)
    ]
    path = tmp_path / "page.html"
    path.write_text("\n".join(["<html><body><main>", *items, "</main></body></html>"]), "utf-8")
    paths = [row.path or "" for row in extract_posts(path).rows]
    assert [f"/html/body/main/div[{number}]" for number in (1, 2, 3)] == [one[:22] for one in paths]
