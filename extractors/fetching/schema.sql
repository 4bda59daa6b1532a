-- What the fetcher remembers between polls.  Times are seconds since 1970, UTC.
create table if not exists documents (  -- feeds and sitemaps: what a conditional request needs
    source text not null,
    url text not null,
    etag text,
    last_modified text,
    mark text,  -- what the sitemap above it said of its last change
    primary key (source, url)
);
create table if not exists items (  -- articles that a source has listed
    key text primary key,  -- address without tracking parameters
    url text not null,
    source text not null,
    published text,  -- as the source wrote it
    etag text,
    last_modified text,
    content text,  -- hash of the text that landed last
    landed_at real,
    visits integer not null default 0,  -- times asked for since the last change
    failures integer not null default 0,  -- in a row
    next_at real  -- when it is to be asked for; null: no more
);
create index if not exists items_due on items (source, next_at);
create table if not exists marks (  -- what each source last said of an article: another mark, and it has changed
    source text not null,
    key text not null,
    mark text,
    primary key (source, key)
);
create table if not exists files (  -- files of folder sources that have landed
    source text not null,
    path text not null,
    size integer not null,
    changed integer not null,  -- nanoseconds
    primary key (source, path)
);
create table if not exists hosts (
    host text primary key,
    free_at real not null
);
create table if not exists robots (
    origin text primary key,
    text text not null,
    fetched_at real not null
);
create table if not exists polls (
    poll integer primary key,
    source text not null,
    started_at real not null,
    finished_at real not null,
    outcome text not null,  -- ok, failed
    reason text,
    message text,
    remedy text,
    listed integer not null,
    new integer not null,
    changed integer not null,
    unchanged integer not null,
    failed integer not null,
    left_over integer not null,
    requests integer not null,
    bytes integer not null
);
create index if not exists polls_of_source on polls (source, poll);
create table if not exists errors (
    error_id text primary key,
    source text not null,
    url text not null,
    reason text not null,
    http_status integer,
    message text not null,
    remedy text not null,
    arrival_date text not null,
    attempts integer not null,
    first_at real not null,
    last_at real not null,
    resolved_at real  -- null: it still cannot be fetched
);
