CREATE TABLE public.msgc_budgets (
    account text NOT NULL,
    method text NOT NULL,
    share double precision DEFAULT 1 NOT NULL,
    clean_since double precision DEFAULT 0 NOT NULL,
    free_at double precision DEFAULT 0 NOT NULL
);
CREATE TABLE public.msgc_chunks (
    run bigint NOT NULL,
    number bigint NOT NULL,
    next bigint NOT NULL,
    stop bigint NOT NULL,
    holder bigint,
    epoch bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.msgc_format (
    version integer NOT NULL
);
CREATE TABLE public.msgc_payloads (
    run bigint NOT NULL,
    seq bigint NOT NULL,
    step smallint NOT NULL,
    "row" bigint NOT NULL,
    state text NOT NULL,
    key bytea NOT NULL,
    person bytea NOT NULL,
    recipient text,
    reference text,
    side text NOT NULL,
    attempts integer NOT NULL,
    attempted double precision,
    due double precision,
    looks integer DEFAULT 0 NOT NULL,
    status integer,
    code text DEFAULT ''::text NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    message_id text DEFAULT ''::text NOT NULL,
    contact text DEFAULT ''::text NOT NULL,
    delivery text DEFAULT ''::text NOT NULL,
    settled integer DEFAULT 0 NOT NULL,
    holder bigint
);
CREATE TABLE public.msgc_runs (
    id bigint NOT NULL,
    run text NOT NULL,
    identity text NOT NULL,
    profile text NOT NULL,
    account text NOT NULL,
    campaign text NOT NULL,
    plan text NOT NULL,
    plan_digest text NOT NULL,
    created double precision NOT NULL,
    expires double precision NOT NULL,
    entries bigint NOT NULL,
    suppressed bigint NOT NULL,
    reference_is_unique integer NOT NULL,
    redact integer NOT NULL,
    forgotten integer DEFAULT 0 NOT NULL
);
ALTER TABLE public.msgc_runs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.msgc_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.msgc_senders (
    id bigint NOT NULL,
    run bigint NOT NULL,
    leased_until double precision NOT NULL
);
ALTER TABLE public.msgc_senders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.msgc_senders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.msgc_chunks VALUES (1, 0, 4, 10, 1, 1);
INSERT INTO public.msgc_format VALUES (1);
INSERT INTO public.msgc_payloads VALUES (1, 2, 0, 3, 'claimed', '\x00000000000000000000000000000002', '\x70000000000000000000000000000002', '+31600000002', NULL, 'main', 1, 1800000000, NULL, 0, NULL, '', '', '', '', '', 0, 1);
INSERT INTO public.msgc_payloads VALUES (1, 3, 0, 4, 'retry', '\x00000000000000000000000000000003', '\x70000000000000000000000000000003', '+31600000003', NULL, 'main', 1, 1800000000, 1800000005, 0, NULL, 'http_429', '', '', '', '', 0, 1);
INSERT INTO public.msgc_payloads VALUES (1, 1, 0, 2, 'rejected', '\x00000000000000000000000000000001', '\x70000000000000000000000000000001', '+31600000001', NULL, 'main', 1, 1800000000, NULL, 0, 422, '422', '', '', '', '', 0, 1);
INSERT INTO public.msgc_payloads VALUES (1, 0, 0, 1, 'accepted', '\x00000000000000000000000000000000', '\x70000000000000000000000000000000', '+31600000000', NULL, 'main', 1, 1800000000, NULL, 0, NULL, '', '', 'm0', 'c0', 'delivered', 1, 1);
INSERT INTO public.msgc_runs OVERRIDING SYSTEM VALUE VALUES (1, '2026-11-22-shipped-3f2a09c1', 'abababababababababababababababab', 'prod', 'prod/ws/ch', 'shop/shipped', 'out/shipped.plan.json', 'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd', 1800000000, 1800007200, 10, 0, 0, 0, 0);
INSERT INTO public.msgc_senders OVERRIDING SYSTEM VALUE VALUES (1, 1, 1700000000);
SELECT pg_catalog.setval('public.msgc_runs_id_seq', 1, true);
SELECT pg_catalog.setval('public.msgc_senders_id_seq', 1, true);
ALTER TABLE ONLY public.msgc_budgets
    ADD CONSTRAINT msgc_budgets_pkey PRIMARY KEY (account, method);
ALTER TABLE ONLY public.msgc_chunks
    ADD CONSTRAINT msgc_chunks_pkey PRIMARY KEY (run, number);
ALTER TABLE ONLY public.msgc_payloads
    ADD CONSTRAINT msgc_payloads_pkey PRIMARY KEY (run, seq, step);
ALTER TABLE ONLY public.msgc_payloads
    ADD CONSTRAINT msgc_payloads_run_key_key UNIQUE (run, key);
ALTER TABLE ONLY public.msgc_runs
    ADD CONSTRAINT msgc_runs_identity_key UNIQUE (identity);
ALTER TABLE ONLY public.msgc_runs
    ADD CONSTRAINT msgc_runs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.msgc_senders
    ADD CONSTRAINT msgc_senders_pkey PRIMARY KEY (id);
CREATE INDEX msgc_open_payloads ON public.msgc_payloads USING btree (run, state, due) WHERE (state = ANY (ARRAY['claimed'::text, 'retry'::text, 'ambiguous'::text]));
CREATE INDEX msgc_people ON public.msgc_payloads USING btree (run, person);
ALTER TABLE ONLY public.msgc_chunks
    ADD CONSTRAINT msgc_chunks_run_fkey FOREIGN KEY (run) REFERENCES public.msgc_runs(id);
ALTER TABLE ONLY public.msgc_payloads
    ADD CONSTRAINT msgc_payloads_run_fkey FOREIGN KEY (run) REFERENCES public.msgc_runs(id);
ALTER TABLE ONLY public.msgc_senders
    ADD CONSTRAINT msgc_senders_run_fkey FOREIGN KEY (run) REFERENCES public.msgc_runs(id);
