// Runs first in an engine: makes the function that $definition$ describes, and calls it for the rows of a batch.
(() => {
  const { parse, stringify } = JSON;
  const { isArray } = Array;
  const { floor } = Math;
  const { is, defineProperty } = Object;
  const [TheDate, ThePromise, evaluate, TheBigInt, Bytes, PlainObject] = [Date, Promise, eval, BigInt, Uint8Array, Object];
  const invoke = globalThis.java_invoke;
  delete globalThis.java_invoke;
  delete globalThis.plugin;
  const host = (name, argument) => invoke("host", name, argument);
  const definition = parse(host("definition", "[]"));
  const DAY = 864e5;

  class Coercion {
    constructor(value, type) {
      let text;
      try {
        text = typeof value === "string" ? stringify(value) : typeof value === "object" ? stringify(value) : String(value);
      } catch (e) {
        text = "of type " + typeof value;
      }
      this.message = "Failed to coerce output value " + text + " to type " + type;
    }
  }

  const moment = ([millis, micros]) => {
    const date = new TheDate(millis);
    date.microsecond = micros;
    return date;
  };

  const orNull = (convert) => convert && ((v) => (v === null ? null : convert(v)));

  // How an argument is made of its JSON; undefined where it is what JSON makes of it.
  const from = (type, special) => {
    switch (type.kind) {
      case "FLOAT64":
        return special ? (v) => (typeof v === "string" ? Number(v) : v) : undefined;
      case "INT64":
        return definition.aggregate ? orNull((v) => TheBigInt(v)) : undefined;
      case "BYTES":
        return definition.aggregate ? orNull((v) => Bytes.from(v)) : undefined;
      case "DATE":
        return orNull((v) => new TheDate(v * DAY));
      case "TIMESTAMP":
      case "DATETIME":
        return orNull(moment);
      case "ARRAY": {
        const element = from(type.element, special);
        return element && orNull((v) => v.map((e) => element(e)));
      }
      case "STRUCT": {
        const fields = type.fields.map((f) => [f.name, from(f.type, special)]).filter((f) => f[1]);
        if (fields.length === 0) {
          return undefined;
        }
        return orNull((v) => {
          for (const [name, convert] of fields) {
            v[name] = convert(v[name]);
          }
          return v;
        });
      }
      default:
        return undefined;
    }
  };

  const number = (v) => (is(v, -0) ? "-0" : String(v));

  const date = (v, type) => {
    const millis = v.getTime();
    if (millis !== millis) {
      throw new Coercion("Invalid Date", type.name);
    }
    return millis;
  };

  // JSON of a result, read by Java with the same type.
  const to = (type) => {
    const wrong = (v) => {
      throw new Coercion(v, type.name);
    };
    switch (type.kind) {
      case "STRING":
        return (v) => (typeof v === "symbol" ? wrong(v) : String(v));
      case "BOOL":
        return (v) => (typeof v === "boolean" ? v : typeof v === "number" ? Boolean(v) : wrong(v));
      case "BYTES":
        return definition.aggregate
          ? (v) => (v instanceof Bytes ? Array.from(v) : wrong(v))
          : (v) => (typeof v === "string" ? v : wrong(v));
      case "FLOAT64":
      case "NUMERIC":
      case "BIGNUMERIC":
      case "INT64":
        return (v) => {
          switch (typeof v) {
            case "number":
              return number(v);
            case "string":
              return v;
            case "bigint":
              return String(v);
            default:
              return wrong(v);
          }
        };
      case "DATE":
        return (v) => (v instanceof TheDate ? floor(date(v, type) / DAY) : typeof v === "string" ? v : wrong(v));
      case "TIMESTAMP":
      case "DATETIME":
        return (v) => {
          if (v instanceof TheDate) {
            const millis = date(v, type);
            const micros = v.microsecond;
            return [millis, typeof micros === "number" && micros > 0 && micros < 1000 ? floor(micros) : 0];
          }
          return typeof v === "string" ? v : wrong(v);
        };
      case "JSON":
        return (v) => {
          const text = stringify(v);
          return text === undefined ? null : text;
        };
      case "ARRAY": {
        const element = nullable(to(type.element));
        return (v) => (isArray(v) ? Array.from(v, (e) => element(e)) : wrong(v));
      }
      case "STRUCT": {
        const fields = type.fields.map((f) => [f.name, nullable(to(f.type))]);
        return (v) =>
          typeof v === "object" && !isArray(v) ? fields.map(([name, convert]) => convert(v[name])) : wrong(v);
      }
    }
  };

  const nullable = (convert) => (v) => (v === null || v === undefined ? null : convert(v));

  // Libraries and the function share one scope, so that the function sees what they declare.
  const scripts = definition.libraries.filter((library) => !library.exports || library.exports.length === 0);
  const libraries = scripts.map((library) => library.code + "\n;").join("");
  const names = definition.arguments.map((a) => a.name);
  const imports = (module) =>
    module.imports
      .flatMap(({ from, names }) => [
        "$import(" + stringify(from) + ");",
        ...names.map(([name, as]) => "const " + as + "=$import(" + stringify(from) + "," + stringify(name) + ");"),
      ])
      .join("");
  const prefix = definition.aggregate
    ? "(function($import){" + libraries + "\nreturn (function(){'use strict';" + imports(definition) + "\n"
    : "(function(){" + libraries + "\nreturn function(" + names.join(",") + "){\n";
  const firstLine = prefix.split("\n").length;
  const lastLine = firstLine + definition.code.split("\n").length - 1;

  const failure = (e) => {
    if (e instanceof Coercion) {
      return { message: e.message };
    }
    let text;
    let stack = "";
    let memory = false;
    try {
      text = String(e);
      if (typeof e === "object" && e !== null) {
        stack = String(e.stack);
        memory = e instanceof InternalError && e.message === "out of memory";
      }
    } catch (other) {
      text = "Error";
    }
    const ends = stack.match(/:(\d+):\d+\)?$/m);
    if (e instanceof SyntaxError && ends && Number(ends[1]) > lastLine) {
      return { message: text, line: lastLine - firstLine + 1, column: definition.code.split("\n").pop().length + 1 };
    }
    for (const frame of stack.matchAll(/:(\d+):(\d+)\)?$/gm)) {
      const line = Number(frame[1]);
      if (line >= firstLine && line <= lastLine) {
        return { message: text, line: line - firstLine + 1, column: Number(frame[2]), memory };
      }
    }
    return { message: text, memory };
  };

  const answer = (result) => host("answer", "[" + stringify(result) + "]");

  let waiting = false;
  const convert = to(definition.returns);
  const result = (v) => {
    if (v === null || v === undefined) {
      return null;
    }
    if (v instanceof ThePromise) {
      waiting = true;
      return v;
    }
    return convert(v);
  };
  const simple = { STRING: "string", BOOL: "boolean" }[definition.returns.kind] || "none";

  const caller = (special) => {
    const converters = definition.arguments.map((a) => from(a.type, special));
    const values = converters.map((c, i) => (c ? "c[" + i + "](r[" + i + "])" : "r[" + i + "]")).join(",");
    const body = "const v=f(" + values + ");return typeof v===simple?v:result(v);";
    const tried = definition.safe ? "try{" + body + "}catch(e){unless(e);return null;}" : body;
    return new Function("f", "c", "simple", "result", "unless", "return r=>{" + tried + "}")(
      made, converters, simple, result, unless);
  };
  const unless = (e) => {
    if (failure(e).memory) {
      throw e;
    }
  };

  const settled = (v) => {
    if (!(v instanceof ThePromise)) {
      return v;
    }
    const value = v.then(nullable(convert));
    return definition.safe ? value.catch((e) => (unless(e), null)) : value;
  };

  // Modules: the body of an aggregate function, and the libraries it imports.
  const exported = (module) =>
    "\n;return {" +
    module.exports
      .map(([name, as]) => stringify(name) + ":typeof " + as + "==='undefined'?undefined:" + as)
      .join(",") +
    "}";
  const loaded = new Map();
  const importing = (uri, name) => {
    const file = uri.replace(/^\.\//, "");
    const library = definition.libraries.find((l) => l.uri === file || l.uri.endsWith("/" + file));
    if (library === undefined) {
      throw new ReferenceError("could not load module '" + uri + "'");
    }
    if (!loaded.has(library)) {
      loaded.set(library, {});
      const code = "(function($import){'use strict';" + imports(library) + "\n" + library.code;
      loaded.set(library, evaluate(code + exported(library) + "})")(importing));
    }
    const module = loaded.get(library);
    if (name === undefined || name === "*") {
      return module;
    }
    if (!(name in module)) {
      throw new SyntaxError("The requested module '" + uri + "' does not provide an export named '" + name + "'");
    }
    return module[name];
  };

  class Unserializable extends Error {}

  // Whether JSON says all of a state by itself: most states are plain, and looking is cheaper than rewriting.
  const isPlain = (object, depth) => {
    for (const name in object) {
      const v = object[name];
      switch (typeof v) {
        case "number":
          if (v - v !== 0 || (v === 0 && 1 / v < 0)) {
            return false;
          }
          break;
        case "string":
        case "boolean":
          break;
        case "object":
          if (v !== null && ((v.constructor !== PlainObject && !isArray(v)) || depth > 100 || !isPlain(v, depth + 1))) {
            return false;
          }
          break;
        default:
          return false;
      }
      if (name === "$") {
        return false;
      }
    }
    return true;
  };

  // A state as JSON; what JSON has no word for is {"$": its kind, "v": …}.
  const encoded = (v, depth) => {
    if (depth > 200) {
      throw new Unserializable("it is nested more than 200 levels deep, or part of itself");
    }
    switch (typeof v) {
      case "string":
      case "boolean":
        return v;
      case "number":
        return v - v === 0 && !is(v, -0) ? v : { $: "number", v: number(v) };
      case "bigint":
        return { $: "bigint", v: String(v) };
      case "undefined":
        return { $: "undefined" };
      case "object":
        break;
      default:
        throw new Unserializable("it holds a " + typeof v);
    }
    if (v === null) {
      return v;
    }
    if (isArray(v)) {
      return Array.from(v, (e) => encoded(e, depth + 1));
    }
    if (v instanceof TheDate) {
      return { $: "date", v: [number(v.getTime()), v.microsecond] };
    }
    if (v instanceof Bytes) {
      return { $: "bytes", v: Array.from(v) };
    }
    if (v instanceof Map || v instanceof Set || ArrayBuffer.isView(v) || v instanceof ArrayBuffer) {
      throw new Unserializable("it holds a " + v.constructor.name);
    }
    const fields = {};
    for (const name of PlainObject.keys(v)) {
      defineProperty(fields, name, { value: encoded(v[name], depth + 1), enumerable: true });
    }
    return "$" in fields ? { $: "object", v: fields } : fields;
  };
  const decoded = (v) => {
    if (typeof v !== "object" || v === null) {
      return v;
    }
    if (isArray(v)) {
      return v.map(decoded);
    }
    switch (v.$) {
      case "number":
        return Number(v.v);
      case "bigint":
        return TheBigInt(v.v);
      case "undefined":
        return undefined;
      case "bytes":
        return Bytes.from(v.v);
      case "date": {
        const date = new TheDate(Number(v.v[0]));
        if (v.v[1] !== undefined && v.v[1] !== null) {
          date.microsecond = v.v[1];
        }
        return date;
      }
      case "object":
        return fieldsOf(v.v);
      default:
        return fieldsOf(v);
    }
  };
  const fieldsOf = (v) => {
    for (const name of PlainObject.keys(v)) {
      const field = v[name];
      if (typeof field === "object" && field !== null) {
        v[name] = decoded(field);
      }
    }
    return v;
  };

  const NOTHING = [];
  const REQUIRED = ["initialState", "aggregate", "merge", "finalize"];
  const aggregator = () => {
    const module = evaluate(prefix + definition.code + exported(definition) + "})()})").call(undefined, importing);
    for (const name of REQUIRED) {
      if (typeof module[name] !== "function") {
        throw new TypeError("an aggregate function in JavaScript must export the function " + name);
      }
    }
    if ((typeof module.serialize === "function") !== (typeof module.deserialize === "function")) {
      throw new TypeError("an aggregate function in JavaScript exports serialize and deserialize, or none of them");
    }
    const { initialState, aggregate, merge, finalize, serialize, deserialize } = module;
    const packed = (state, kept, from) => {
      const object = serialize ? serialize(state, ...kept) : state;
      if (typeof object !== "object" || object === null || isArray(object)) {
        throw new TypeError("the state that " + (serialize ? "serialize" : from) + " leaves is not serializable: it is no object");
      }
      if (object.constructor === PlainObject && isPlain(object, 0)) {
        return stringify(object);
      }
      try {
        return stringify(encoded(object, 0));
      } catch (e) {
        throw e instanceof Unserializable
          ? new TypeError("the state that " + (serialize ? "serialize" : from) + " leaves is not serializable: " + e.message)
          : e;
      }
    };
    const unpacked = (state, kept, tagged) => {
      const object = tagged ? decoded(state) : state;
      return deserialize ? deserialize(object, ...kept) : object;
    };
    // The rows of a group go through code made for their types.
    const feeders = new Map();
    const feeder = (special) => {
      if (!feeders.has(special)) {
        const types = definition.arguments.map((a) => from(a.type, special));
        const given = types.length - definition.kept;
        const values = types.slice(0, given).map((c, i) => (c ? ",c[" + i + "](r[" + i + "])" : ",r[" + i + "]"));
        const rest = types.slice(given).map((c, i) => "k[" + i + "]");
        const body =
          "return(s,rows,k)=>{if(s===undefined){s=start(" + rest.join() + ");if(typeof s!=='object'||s===null)check(s);}" +
          "for(const r of rows)f(s" + values.join("") + rest.map((k) => "," + k).join("") + ");return s;}";
        feeders.set(special, {
          kept: (kept) => kept.map((v, i) => (types[given + i] ? types[given + i](v) : v)),
          feed: new Function("start", "f", "c", "check", body)(initialState, aggregate, types, (state) => {
            if (!serialize) {
              packed(state, [], "initialState");
            }
          }),
        });
      }
      return feeders.get(special);
    };
    const failed = {};
    // What a state is after a journey: itself if it is plain.
    const copied = (state, kept, from) =>
      !serialize && state.constructor === PlainObject && isPlain(state, 0)
        ? state
        : unpacked(parse(packed(state, kept, from)), kept, true);
    // Of few rows a state would be no shorter, so these come as they are, in an array.
    const merged = (states, kept, { feed, tagged }) => {
      if (states.length === 0) {
        return unpacked(parse(packed(initialState(...kept), kept, "initialState")), kept, true);
      }
      let state;
      let fed = false;
      for (const each of states) {
        if (each === null) {
          throw failed;
        }
        if (isArray(each)) {
          state = feed(state, each, kept);
          fed = true;
        } else if (state === undefined) {
          state = unpacked(each, kept, tagged);
        } else {
          merge(state, unpacked(each, kept, tagged), ...kept);
        }
      }
      return fed ? copied(state, kept, "aggregate") : state;
    };
    const steps = {
      aggregate: (rows, kept, { feed }) => packed(feed(undefined, rows, kept), kept, "aggregate"),
      merge: (states, kept, how) => packed(merged(states, kept, how), kept, "merge"),
      finalize: (states, kept, how) => result(finalize(merged(states, kept, how), ...kept)),
    };
    return (batch) => {
      const { kept, feed } = feeder(batch.special);
      const step = steps[batch.step];
      const how = { feed, tagged: batch.tagged };
      return batch.groups.map((group) => {
        try {
          return step(group, definition.kept > 0 ? kept(batch.kept) : NOTHING, how);
        } catch (e) {
          if (e !== failed && !definition.safe) {
            throw e;
          }
          unless(e);
          return null;
        }
      });
    };
  };

  const rowByRow = () => {
    made = evaluate(prefix + definition.code + "\n}})").call(globalThis);
    const plain = caller(false);
    const special = caller(true);
    return (batch) => batch.rows.map(batch.special ? special : plain);
  };

  let made;
  let run;
  const call = () => {
    try {
      if (run === undefined) {
        run = definition.aggregate ? aggregator() : rowByRow();
      }
      const batch = parse(host("rows", "[]"));
      waiting = false;
      const results = run(batch);
      if (waiting) {
        ThePromise.all(results.map(settled)).then(
          (values) => answer({ values }),
          (e) => answer({ failure: failure(e) }),
        );
      } else {
        answer({ values: results });
      }
    } catch (e) {
      answer({ failure: failure(e) });
    }
  };
  defineProperty(globalThis, "$call$", { value: call });
})();
