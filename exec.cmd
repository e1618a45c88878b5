@rem "npm start" is "exec node ..." so that on Unix no shell stands between npm and the server, which
@rem would turn Ctrl-C into a failure. Windows has no exec; there this file runs what follows it.
@%*
